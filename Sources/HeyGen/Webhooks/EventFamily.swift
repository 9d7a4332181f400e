/// What kind of thing an event is about.
package enum EventFamily: String, Sendable, CaseIterable {
    case video, videoGIF, videoCaption, translation, agent, personalized, avatar, proofread, liveAvatar, hyperframes
    case clipping, batch

    /// The resource a job may have rendered; nil where no job can be meant.
    package var resource: RenderResource? {
        switch self {
        case .video, .videoGIF, .videoCaption: .video
        case .translation: .videoTranslation
        case .agent: .videoAgent
        case .hyperframes: .hyperframes
        case .clipping: .aiClipping
        case .personalized, .avatar, .proofread, .liveAvatar, .batch: nil
        }
    }

    /// The names under which the payload carries the id of that thing, the first that exists.
    var entityNames: [String] {
        switch self {
        case .video, .videoGIF, .videoCaption: ["video_id", "id"]
        case .personalized: ["video_id", "project_id"]
        case .translation: ["video_translation_id", "video_translate_id", "id"]
        case .agent: ["session_id"]
        case .hyperframes: ["render_id", "video_id", "id"]
        case .clipping: ["id", "ai_clipping_id", "job_id", "clip_job_id"]
        case .batch: ["batch_id", "id"]
        case .proofread: ["proofread_id", "id"]
        case .avatar, .liveAvatar: ["id"]
        }
    }
}
