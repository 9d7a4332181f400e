import HeyGen

extension SimulatorState {
    /// Why nothing can be done with a proofread yet, or ever; nil if it is ready.
    func proofreadRefusal(_ id: String) -> APIAnswer? {
        guard let index = indexes[id], resources[index].kind == .proofread else { return ResourceCollection.unknown }
        guard resources[index].finishedAt != nil else {
            return .error(409, "resource_not_ready", "The proofread is not ready", retryAfter: 10)
        }
        return resources[index].fate.succeeds ? nil : .error(409, "conflict", "The proofread has failed")
    }

    func readSubtitles(_ id: String, now: Double) -> APIAnswer {
        if let refusal = proofreadRefusal(id) { return refusal }
        guard let index = indexes[id] else { return ResourceCollection.unknown }
        let view = view(index, now: now)
        let hasOriginal = view.request.has("srt")
        return .data([
            "srt_url": view.link("subtitles.srt"),
            "original_srt_url": hasOriginal ? view.link("original.srt") : .null,
        ])
    }

    /// The text itself is forgotten: the simulator renders no words.
    mutating func replaceSubtitles(_ id: String, _ json: RawJSON, now: Double) -> APIAnswer {
        if let refusal = proofreadRefusal(id) { return refusal }
        do throws(CreateRefusal) {
            try Self.check(json, TranslationRequestRules.subtitles, unknownFieldCode: 400)
        } catch {
            return error.answer
        }
        return indexes[id].map { .data(node($0, now: now)) } ?? ResourceCollection.unknown
    }
}
