import HeyGen

extension ResourceDescription {
    private static let create = CreateOperation(
        kind: .video, path: "/v3/videos", rules: VideoRequestRules.body,
        answer: { views in
            let view = views[0]
            return [
                "video_id": view.id, "status": "waiting", "output_format": view.text("output_format", or: "mp4"),
            ]
        })

    static let video = ResourceDescription(
        .video, words: .video, events: .pair("avatar_video"), creates: [create],
        reads: ResourceCollection(
            path: "/v3/videos", parameter: "video_id",
            notFound: .error(404, "video_not_found", "Video not found"), bulk: "video_ids",
            deleted: ResourceCollection.idAndFlag, kinds: [.video, .template]),
        batch: BatchDescription(list: "videos", item: create), node: videoNode, payload: videoPayload)

    static let videoNode: @Sendable (ResourceView) -> JSONNode = { view in
        var members: [(String, JSONNode)] = [
            ("id", view.id), ("title", view.title), ("status", .string(view.status)), ("created_at", view.createdAt),
            ("folder_id", view.text("folder_id", or: "").orNull), ("completed_at", view.completedAt),
        ]
        if view.phase == .completed {
            members += [
                ("video_url", view.link("video.mp4")), ("thumbnail_url", view.link("thumbnail.jpg")),
                ("gif_url", view.link("preview.gif")), ("subtitle_url", view.link("captions.srt")),
                ("video_page_url", .string("\(view.links.baseURL)/videos/\(view.resource.id)")),
                ("duration", view.duration),
            ]
            if view.hasCaptions { members.append(("captioned_video_url", view.link("captioned.mp4"))) }
        }
        if view.phase == .failed {
            members += [("failure_code", "rendering_failed"), ("failure_message", view.failureMessage)]
        }
        return .object(members)
    }

    static let videoPayload: @Sendable (ResourceView) -> JSONNode = { view in
        if view.phase == .failed {
            return ["video_id": view.id, "msg": view.failureMessage, "callback_id": view.callbackID]
        }
        return [
            "video_id": view.id, "url": view.link("video.mp4"), "gif_download_url": view.link("preview.gif"),
            "video_page_url": .string("\(view.links.baseURL)/videos/\(view.resource.id)"),
            "video_share_page_url": .string("\(view.links.baseURL)/share/\(view.resource.id)"), "folder_id": .null,
            "callback_id": view.callbackID,
        ]
    }
}

extension ResourceView {
    /// A video asks for captions with an object, a template with a flag or a style.
    fileprivate var hasCaptions: Bool {
        flag("caption") || request["caption"]?.kind == .object || request["subtitles"]?.kind == .object
    }
}
