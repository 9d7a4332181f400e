extension RenderKind {
    /// Every kind, after sections 5 and 6 of HeyGen's v3 reference. A new kind is a new entry here, a line in `kinds.sql` (and
    /// in `kind_resource.sql` where it shares a resource), and its tests.
    package static let all: [RenderKind] = [
        video, template, videoAgent, videoTranslation, proofread, lipsync, hyperframes, aiClipping,
    ]

    /// Avatar, image, studio and cinematic avatar videos.
    package static let video = RenderKind(
        name: "video",
        create: "/v3/videos", createdIDNames: ["video_id", "id"], resource: .video,
        typesWithoutCallback: ["cinematic_avatar"],
        batch: BatchOperation(
            create: "/v3/videos/batches", read: "/v3/videos/batches/{batch_id}", itemsName: "videos",
            typesLeftOut: ["studio"]))

    /// Videos from a template.
    package static let template = RenderKind(
        name: "template",
        create: "/v3/templates/{template_id}", createdIDNames: ["id", "video_id"], resource: .video)

    /// Videos that an agent makes of a prompt: a session, of which a video comes later.
    package static let videoAgent = RenderKind(
        name: "video_agent",
        create: "/v3/video-agents", createdIDNames: ["session_id"], resource: .videoAgent, hasTitle: false,
        firstRead: .seconds(1500), deadline: .seconds(7200))

    /// A video in another language.
    package static let videoTranslation = RenderKind(
        name: "video_translation",
        create: "/v3/video-translations", createdIDNames: ["video_translation_ids", "video_translation_id", "id"],
        resource: .videoTranslation, listOfRenders: "output_languages", firstRead: .seconds(600),
        deadline: .seconds(10_800),
        batch: BatchOperation(
            create: "/v3/video-translations/batches", read: "/v3/video-translations/batches/{batch_id}",
            itemsName: "video_translations"))

    /// The translation of a proofread text.
    package static let proofread = RenderKind(
        name: "proofread",
        create: "/v3/video-translations/proofreads/{proofread_id}/generate",
        createdIDNames: ["video_translation_id", "id"], resource: .videoTranslation, hasTitle: false,
        firstRead: .seconds(600), deadline: .seconds(10_800))

    /// A video with another voice track.
    package static let lipsync = RenderKind(
        name: "lipsync",
        create: "/v3/lipsyncs", createdIDNames: ["lipsync_id", "id"], resource: .lipsync, firstRead: .seconds(300),
        deadline: .seconds(10_800),
        batch: BatchOperation(
            create: "/v3/lipsyncs/batches", read: "/v3/lipsyncs/batches/{batch_id}", itemsName: "lipsyncs"))

    /// Renders of a HyperFrames project.
    package static let hyperframes = RenderKind(
        name: "hyperframes",
        create: "/v3/hyperframes/renders", createdIDNames: ["render_id", "id"], resource: .hyperframes)

    /// Clips cut out of a long video.
    package static let aiClipping = RenderKind(
        name: "ai_clipping",
        create: "/v3/ai-clipping", createdIDNames: ["ai_clipping_id", "id", "job_id", "clip_job_id"],
        resource: .aiClipping, firstRead: .seconds(600), deadline: .seconds(10_800))
}
