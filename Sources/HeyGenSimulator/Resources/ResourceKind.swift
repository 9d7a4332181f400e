/// The kinds of work an account can buy, by the names the ledger uses.
package enum ResourceKind: String, Sendable, CaseIterable, Hashable {
    case video
    /// A video that was rendered from a template; it is read as a video.
    case template
    /// A session of the video agent.
    case videoAgent = "video_agent"
    case videoTranslation = "video_translation"
    case proofread
    case lipsync
    case hyperframes
    case aiClipping = "ai_clipping"
    case backgroundRemoval = "background_removal"
}
