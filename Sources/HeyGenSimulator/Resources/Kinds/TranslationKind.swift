import HeyGen

extension ResourceDescription {
    private static let create = CreateOperation(
        kind: .videoTranslation, path: "/v3/video-translations", rules: TranslationRequestRules.create,
        languages: outputLanguages, answer: { ["video_translation_ids": .array($0.map(\.id))] })

    private static let generate = CreateOperation(
        kind: .videoTranslation, path: "/v3/video-translations/proofreads/{proofread_id}/generate",
        rules: TranslationRequestRules.generate, parameter: "proofread_id", refusal: generateRefusal,
        answer: { ["video_translation_id": $0[0].id, "status": "processing"] })

    static let videoTranslation = ResourceDescription(
        .videoTranslation, words: .translation, events: .pair("video_translate"), creates: [create, generate],
        reads: ResourceCollection(
            path: "/v3/video-translations", parameter: "video_translation_id", notFound: ResourceCollection.unknown,
            bulk: "video_translation_ids", isRenamable: true, deleted: ResourceCollection.idOnly,
            kinds: [.videoTranslation]),
        batch: BatchDescription(list: "video_translations", item: create), node: translationNode,
        payload: translationPayload)

    static let outputLanguages: @Sendable (RawJSON) -> [String] = { request in
        request["output_languages"]?.elements.compactMap(\.string) ?? []
    }

    private static let generateRefusal: @Sendable (SimulatorState, CreateOrder) -> APIAnswer? = { state, order in
        state.proofreadRefusal(order.parameter ?? "")
    }

    private static let translationNode: @Sendable (ResourceView) -> JSONNode = { view in
        var members: [(String, JSONNode)] = [
            ("id", view.id), ("title", view.title), ("status", .string(view.status)),
            ("input_language", view.text("input_language", or: "en")), ("output_language", view.language),
            ("translate_audio_only", .bool(view.flag("translate_audio_only"))), ("callback_id", view.callbackID),
            ("created_at", view.createdAt), ("duration", view.duration),
        ]
        switch view.phase {
        case .failed: members.append(("failure_message", view.failureMessage))
        case .completed:
            members.append(("audio_url", view.link("audio.mp3")))
            if !view.flag("translate_audio_only") { members.append(("video_url", view.link("video.mp4"))) }
            // A proofread asks with `captions`.
            if view.flag("enable_caption") || view.flag("captions") {
                members.append(("srt_caption_url", view.link("captions.srt")))
                members.append(("vtt_caption_url", view.link("captions.vtt")))
            }
        default: break
        }
        return .object(members)
    }

    /// The id is named otherwise than in the answer to the create.
    private static let translationPayload: @Sendable (ResourceView) -> JSONNode = { view in
        var members: [(String, JSONNode)] = [("video_translate_id", view.id)]
        if view.phase == .failed {
            members.append(("message", view.failureMessage))
        } else {
            members.append(("url", view.link(view.flag("translate_audio_only") ? "audio.mp3" : "video.mp4")))
        }
        return .object(members + [("callback_id", view.callbackID), ("output_language", view.language)])
    }
}
