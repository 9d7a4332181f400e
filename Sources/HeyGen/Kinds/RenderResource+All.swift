extension RenderResource {
    package static let all: [RenderResource] = [
        video, videoAgent, videoTranslation, lipsync, hyperframes, aiClipping,
    ]

    package static let video = RenderResource(
        name: "video", noun: "video", read: "/v3/videos/{video_id}", list: "/v3/videos",
        bulk: Bulk(path: "/v3/videos/statuses", parameter: "video_ids"), search: .title,
        idNames: ["id", "video_id"],
        result: [
            .text("video_url"), .text("captioned_video_url"), .text("subtitle_url"), .text("thumbnail_url"),
            .text("gif_url"), .text("video_page_url"), .number("duration"),
        ])

    /// A session can fail before there is a video, and the video can fail although the session does not say so.
    package static let videoAgent = RenderResource(
        name: "video_agent", noun: "session", read: "/v3/video-agents/{session_id}", list: "/v3/video-agents",
        bulk: nil, search: .none,
        idNames: ["session_id"], result: [.text("video_id")],
        personWords: ["waiting_for_input", "reviewing"], innerVideo: "video_id")

    package static let videoTranslation = RenderResource(
        name: "video_translation", noun: "translation", read: "/v3/video-translations/{video_translation_id}",
        list: "/v3/video-translations",
        bulk: Bulk(path: "/v3/video-translations/statuses", parameter: "video_translation_ids"), search: .callbackID,
        idNames: ["id", "video_translation_id"],
        result: [
            .text("video_url"), .text("audio_url"), .text("srt_caption_url"), .text("vtt_caption_url"),
            .text("output_language"), .number("duration"),
        ])

    package static let lipsync = RenderResource(
        name: "lipsync", noun: "lipsync", read: "/v3/lipsyncs/{lipsync_id}", list: "/v3/lipsyncs",
        bulk: Bulk(path: "/v3/lipsyncs/statuses", parameter: "lipsync_ids"), search: .callbackID,
        idNames: ["id", "lipsync_id"], result: [.text("video_url"), .text("caption_url"), .number("duration")])

    package static let hyperframes = RenderResource(
        name: "hyperframes", noun: "render", read: "/v3/hyperframes/renders/{render_id}",
        list: "/v3/hyperframes/renders", bulk: nil,
        search: .callbackID, idNames: ["render_id", "id"],
        result: [.text("video_url"), .text("thumbnail_url"), .number("duration")])

    /// Many clips: the link is that of the first, which HeyGen ranks highest.
    package static let aiClipping = RenderResource(
        name: "ai_clipping", noun: "clipping job", read: "/v3/ai-clipping/{job_id}", list: "/v3/ai-clipping", bulk: nil,
        search: .callbackID,
        idNames: ["id", "ai_clipping_id", "job_id"],
        result: [
            .first("video_url", inside: "clips"), .first("thumbnail_url", inside: "clips"), .json("clips"),
            .number("source_duration"),
        ])
}
