/// How one kind of work is bought, read and done away with, for scenarios that take it through all its states.
struct KindLife: Sendable {
    /// The file of the request.
    let request: String
    /// Where it is bought; a template's name is filled in.
    let create: String
    /// Where the answer names it.
    let id: String
    /// Below it a resource is read.
    let read: String
    var isListed = true
    var isDeleted = true
    /// The parameter of its bulk read.
    var bulk: String?
    /// The file of a request that renames it.
    var rename: String?
    /// Orders to the simulator besides those that every kind obeys.
    var commands: [String] = []

    static let end = "[[simulator:seconds=0]]"
    /// Waiting, at work, failed, done; the last one for what follows.
    static let everywhere = [
        "[[simulator:seconds=1000000]]", "[[simulator:never]][[simulator:seconds=1]]", "[[simulator:fail]]" + end,
        RequestFile.standardCommands,
    ]

    static let all: [KindLife] =
        ["avatar", "image", "cinematic", "studio"].map {
            KindLife(
                request: "video.create@" + $0, create: "/v3/videos", id: "video_id", read: "/v3/videos",
                bulk: "video_ids")
        } + [
            KindLife(
                request: "template.generate", create: "/v3/templates/template-welcome", id: "id", read: "/v3/videos",
                bulk: "video_ids"),
            KindLife(
                request: "video-agent.create", create: "/v3/video-agents", id: "session_id", read: "/v3/video-agents",
                isDeleted: false,
                commands: ["[[simulator:needs-input]]" + end, "[[simulator:reviewing]]" + end]),
            KindLife(
                request: "video-translate.create", create: "/v3/video-translations", id: "video_translation_ids",
                read: "/v3/video-translations", bulk: "video_translation_ids", rename: "video-translate.update",
                commands: ["[[simulator:preflight]]" + end]),
            KindLife(
                request: "video-translate.proofreads-create", create: "/v3/video-translations/proofreads",
                id: "proofread_ids", read: "/v3/video-translations/proofreads", isListed: false, isDeleted: false),
            KindLife(
                request: "lipsync.create", create: "/v3/lipsyncs", id: "lipsync_id", read: "/v3/lipsyncs",
                bulk: "lipsync_ids", rename: "lipsync.update"),
            KindLife(
                request: "hyperframes.renders-create", create: "/v3/hyperframes/renders", id: "render_id",
                read: "/v3/hyperframes/renders"),
            KindLife(
                request: "ai-clipping.create", create: "/v3/ai-clipping", id: "ai_clipping_id", read: "/v3/ai-clipping",
                commands: ["[[simulator:cancel]]" + end]),
            KindLife(
                request: "background-removal.create", create: "/v3/background-removals", id: "id",
                read: "/v3/background-removals"),
        ]
}
