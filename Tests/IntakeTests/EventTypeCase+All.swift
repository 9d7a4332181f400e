extension EventTypeCase {
    private static let link = #""url":"https://files.example.com/v.mp4""#
    private static let video =
        link
        + #","gif_download_url":null,"video_page_url":"https://app.example.com/v","video_share_page_url":null,"folder_id":"""#
    private static let personalized =
        #""project_id":"p1","video_id":"v-of-nobody","video_url":"https://files.example.com/p.mp4","gif_html":"<img>""#
    private static let clipping =
        #""title":"Clips","status":"completed","progress":100,"clips":[{"id":"c1","video_url":"https://files.example.com/c.mp4"}]"#

    /// In the order of the schema.
    static let all: [EventTypeCase] = [
        .init("avatar_video.success", "video_id", video, "applied", .succeeds),
        .init("avatar_video.fail", "video_id", #""msg":"No face in the picture""#, "applied", .fails),
        .init("avatar_video_gif.success", "video_id", video, "ignored", .told),
        .init("avatar_video_gif.fail", "video_id", #""msg":"No GIF""#, "ignored", .told),
        .init(
            "video_translate.success", "video_translate_id", link + #","output_language":"German""#, "applied",
            .succeeds),
        .init(
            "video_translate.fail", "video_translate_id", #""message":"No speech","output_language":"German""#,
            "applied", .fails),
        .init(
            "video_translate.preflight.validation_failed", "video_translation_id", #""message":"Too long""#, "hint",
            .read),
        .init(
            "video_translate.preflight.download_failed", "video_translation_id", #""message":"404""#, "hint", .read),
        .init("personalized_video", nil, personalized, "ignored", .kept),
        .init("instant_avatar.success", nil, #""id":"a1""#, "ignored", .kept),
        .init("instant_avatar.fail", nil, #""id":"a2","message":"Too dark""#, "ignored", .kept),
        .init("photo_avatar_generation.success", nil, #""id":"a3""#, "ignored", .kept),
        .init("photo_avatar_generation.fail", nil, #""id":"a4","message":"No face""#, "ignored", .kept),
        .init("photo_avatar_train.success", nil, #""id":"a5""#, "ignored", .kept),
        .init("photo_avatar_train.fail", nil, #""id":"a6","message":"Too few""#, "ignored", .kept),
        .init("photo_avatar_add_motion.success", nil, #""id":"a7""#, "ignored", .kept),
        .init("photo_avatar_add_motion.fail", nil, #""id":"a8","message":"No face""#, "ignored", .kept),
        .init("proofread_creation.success", nil, #""proofread_id":"p1","output_language":"German""#, "ignored", .kept),
        .init("proofread_creation.fail", nil, #""proofread_id":"p2","message":"No speech""#, "ignored", .kept),
        .init("live_avatar.success", nil, #""id":"l1""#, "ignored", .kept),
        .init("live_avatar.fail", nil, #""id":"l2","message":"No stream""#, "ignored", .kept),
        .init(
            "avatar_video_caption.success", "video_id", #""caption_url":"https://files.example.com/c.srt""#,
            "ignored", .told),
        .init("avatar_video_caption.fail", "video_id", #""msg":"No speech""#, "ignored", .told),
        // The session of an agent has no link of its own: its video has.
        .init("video_agent.success", "session_id", #""video_id":"v1""#, "hint", .read),
        .init("video_agent.fail", "session_id", #""msg":"The agent gave up""#, "applied", .fails),
        .init(
            "hyperframes_video.success", "render_id", #""video_url":"https://files.example.com/h.mp4""#, "applied",
            .succeeds),
        .init("hyperframes_video.fail", "render_id", #""failure_message":"No frame""#, "applied", .fails),
        .init("ai_clipping.success", "id", clipping, "applied", .succeeds),
        .init(
            "ai_clipping.fail", "id", #""status":"failed","clips":[],"failure_message":"No speech""#, "applied",
            .fails),
        .init(
            "batch.finished", nil,
            #""batch_id":"batch-1","status":"completed","total_items":2,"counts_by_status":{"completed":2}"#, "hint",
            .batch),
    ]
}
