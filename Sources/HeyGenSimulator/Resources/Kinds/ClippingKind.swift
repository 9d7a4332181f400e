import HeyGen

extension ResourceDescription {
    /// Its event carries the resource itself.
    static let aiClipping = ResourceDescription(
        .aiClipping, words: .translation, events: .pair("ai_clipping"),
        creates: [
            CreateOperation(
                kind: .aiClipping, path: "/v3/ai-clipping", rules: ClippingRequestRules.body, successCode: 202,
                answer: { ["ai_clipping_id": $0[0].id] })
        ],
        reads: ResourceCollection(
            path: "/v3/ai-clipping", parameter: "job_id", notFound: ResourceCollection.unknown,
            deleted: ResourceCollection.idOnly, kinds: [.aiClipping]),
        node: { view in
            [
                "id": view.id, "title": view.title, "status": .string(view.status), "callback_id": view.callbackID,
                "created_at": view.createdAt, "input_language": view.text("input_language", or: "en"),
                // A list reports a coarse value.
                "progress": .integer(view.isListed && view.phase != .completed ? 0 : view.progress),
                "source_duration": view.phase == .completed ? 1830 : .null,
                "failure_message": view.failureMessage, "clips": .array(view.clips),
            ]
        })
}

extension ResourceView {
    /// One for each length that was asked for; none before the end.
    fileprivate var clips: [JSONNode] {
        guard phase == .completed else { return [] }
        let settings = request["output_settings"]
        let asked = settings?["duration_types"]?.elements.compactMap(\.string) ?? []
        return (asked.isEmpty ? ["60"] : asked).enumerated().map { number, length in
            [
                "id": .string("\(resource.id)-\(number + 1)"), "status": "completed",
                "title": .string("Clip \(number + 1)"),
                "aspect_ratio": .string(settings?["aspect_ratio"]?.string ?? "portrait"),
                "duration_seconds": .integer(Int(length) ?? 240),
                "virality_score": .integer(Int(100 * dice.unit("virality \(number)", resource.subject))),
                "video_url": link("clip-\(number + 1).mp4"), "thumbnail_url": link("clip-\(number + 1).jpg"),
                "failure_message": .null,
            ]
        }
    }
}
