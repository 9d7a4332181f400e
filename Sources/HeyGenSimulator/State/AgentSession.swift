/// What a session of the video agent has besides its end.
struct AgentSession: Sendable {
    struct Message: Sendable {
        let role: String
        /// `text`, `resource` or `error`.
        let type: String
        let content: String
        var resourceID: String?
        /// Simulated seconds.
        let at: Double
    }

    /// Messages a read shows at most.
    static let shownMessages = 40

    /// From the oldest.
    var messages: [Message]
    /// Since when it stands still, simulated seconds.
    var pausedAt: Double?
    /// How long it stood still before that.
    var pausedSeconds = 0.0
    var isStopped = false
    /// The index of its video, once that has begun.
    var video: Int?
}
