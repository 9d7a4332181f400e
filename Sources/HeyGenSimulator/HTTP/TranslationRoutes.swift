import Hummingbird

/// What only translations have: their languages, and the subtitles of a proofread.
struct TranslationRoutes: Sendable {
    private static let languages = "/v3/video-translations/languages"
    private static let subtitles = "/v3/video-translations/proofreads/{proofread_id}/srt"

    let gate: APIGate

    func add(to router: Router<SimulatorContext>) {
        router.get("\(Self.languages)") { request, context in
            try await gate.handle(request, context, "GET \(Self.languages)") { _, _, _ in
                .data(["languages": .array(TranslationLanguage.all.map(JSONNode.string))])
            }
        }
        router.get("\(Self.subtitles)") { request, context in
            let id = context.parameters.get("proofread_id") ?? ""
            return try await gate.handle(request, context, "GET \(Self.subtitles)") { state, _, now in
                state.readSubtitles(id, now: now)
            }
        }
        router.put("\(Self.subtitles)") { request, context in
            let id = context.parameters.get("proofread_id") ?? ""
            return try await gate.write(request, context, "PUT \(Self.subtitles)") { state, json, now in
                state.replaceSubtitles(id, json, now: now)
            }
        }
    }
}
