/// What kind of thing an event is about.
package enum EventFamily: String, Sendable, CaseIterable {
    case video, videoGIF, videoCaption, translation, agent, personalized, avatar, proofread, liveAvatar, hyperframes
    case clipping, batch

    /// The names under which the payload carries the id of that thing, the first that exists.
    var entityNames: [String] {
        switch self {
        case .video, .videoGIF, .videoCaption: ["video_id", "id"]
        case .personalized: ["video_id", "project_id"]
        case .translation: ["video_translation_id", "video_translate_id", "id"]
        case .agent: ["session_id"]
        case .hyperframes: ["render_id", "video_id"]
        case .clipping: ["id", "ai_clipping_id", "job_id"]
        case .batch: ["batch_id", "id"]
        case .avatar, .proofread, .liveAvatar: ["id"]
        }
    }
}
