import HeyGen

extension ResourceDescription {
    static let hyperframes = ResourceDescription(
        .hyperframes, words: StatusWords(begun: "queued", running: "rendering"), events: .pair("hyperframes_video"),
        creates: [
            CreateOperation(
                kind: .hyperframes, path: "/v3/hyperframes/renders", rules: HyperframesRequestRules.body,
                successCode: 202, answer: { ["render_id": $0[0].id, "status": "queued"] })
        ],
        reads: ResourceCollection(
            path: "/v3/hyperframes/renders", parameter: "render_id",
            notFound: .error(404, "hyperframes_render_not_found", "Render not found"),
            deleted: { ["render_id": .string($0)] }, kinds: [.hyperframes]),
        node: hyperframesNode, payload: hyperframesPayload)

    private static let hyperframesNode: @Sendable (ResourceView) -> JSONNode = { view in
        [
            "render_id": view.id, "status": .string(view.status), "title": view.title,
            "format": view.text("format", or: "mp4"), "aspect_ratio": view.text("aspect_ratio", or: "16:9"),
            "quality": view.text("quality", or: "standard"), "resolution": view.text("resolution", or: "1080p"),
            "fps": .integer(view.request["fps"]?.int ?? 30),
            "composition": view.text("composition", or: "").orNull, "callback_id": view.callbackID,
            "created_at": view.createdAt, "completed_at": view.completedAt, "duration": view.duration,
            "failure_message": view.failureMessage, "video_url": view.link("video." + view.format),
            "thumbnail_url": view.link("thumbnail.jpg"),
        ]
    }

    private static let hyperframesPayload: @Sendable (ResourceView) -> JSONNode = { view in
        view.phase == .failed
            ? ["render_id": view.id, "failure_message": view.failureMessage, "callback_id": view.callbackID]
            : ["render_id": view.id, "video_url": view.link("video." + view.format), "callback_id": view.callbackID]
    }
}

extension ResourceView {
    fileprivate var format: String { request["format"]?.string ?? "mp4" }
}
