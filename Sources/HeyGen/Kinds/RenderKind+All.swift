extension RenderKind {
    /// Every kind, after sections 5 and 6 of HeyGen's v3 reference. A new kind is a new entry here, a line in `kinds.sql` (and
    /// in `kind_resource.sql` where it shares a resource), and its tests.
    package static let all: [RenderKind] = [
        video, template, videoAgent, videoTranslation, proofread, lipsync, hyperframes, aiClipping,
    ]

    package static let video = RenderKind(
        name: "video", summary: "avatar, image, studio and cinematic avatar videos",
        create: "/v3/videos", createdIDNames: ["video_id", "id"], resource: .video,
        typesWithoutCallback: ["cinematic_avatar"],
        batch: BatchOperation(
            create: "/v3/videos/batches", read: "/v3/videos/batches/{batch_id}", itemsName: "videos",
            typesLeftOut: ["studio"]))

    package static let template = RenderKind(
        name: "template", summary: "videos from a template",
        create: "/v3/templates/{template_id}", createdIDNames: ["id", "video_id"], resource: .video)

    /// A session, of which a video comes later.
    package static let videoAgent = RenderKind(
        name: "video_agent", summary: "videos that an agent makes of a prompt",
        create: "/v3/video-agents", createdIDNames: ["session_id"], resource: .videoAgent, hasTitle: false,
        firstRead: .seconds(1500), deadline: .seconds(7200))

    package static let videoTranslation = RenderKind(
        name: "video_translation", summary: "a video in another language",
        create: "/v3/video-translations", createdIDNames: ["video_translation_ids", "video_translation_id", "id"],
        resource: .videoTranslation, listOfRenders: "output_languages", firstRead: .seconds(600),
        deadline: .seconds(10_800),
        batch: BatchOperation(
            create: "/v3/video-translations/batches", read: "/v3/video-translations/batches/{batch_id}",
            itemsName: "video_translations"))

    package static let proofread = RenderKind(
        name: "proofread", summary: "the translation of a proofread text",
        create: "/v3/video-translations/proofreads/{proofread_id}/generate",
        createdIDNames: ["video_translation_id", "id"], resource: .videoTranslation, hasTitle: false,
        firstRead: .seconds(600), deadline: .seconds(10_800))

    package static let lipsync = RenderKind(
        name: "lipsync", summary: "a video with another voice track",
        create: "/v3/lipsyncs", createdIDNames: ["lipsync_id", "id"], resource: .lipsync, firstRead: .seconds(300),
        deadline: .seconds(10_800),
        batch: BatchOperation(
            create: "/v3/lipsyncs/batches", read: "/v3/lipsyncs/batches/{batch_id}", itemsName: "lipsyncs"))

    package static let hyperframes = RenderKind(
        name: "hyperframes", summary: "renders of a HyperFrames project",
        create: "/v3/hyperframes/renders", createdIDNames: ["render_id", "id"], resource: .hyperframes)

    package static let aiClipping = RenderKind(
        name: "ai_clipping", summary: "clips cut out of a long video",
        create: "/v3/ai-clipping", createdIDNames: ["ai_clipping_id", "id", "job_id", "clip_job_id"],
        resource: .aiClipping, firstRead: .seconds(600), deadline: .seconds(10_800))
}
