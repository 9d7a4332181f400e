import HeyGen

/// Something that was bought, of whatever kind.
struct SimulatedResource: Sendable {
    /// Which item of which batch it is.
    struct BatchPlace: Sendable {
        let batch: Int
        let item: Int
    }

    let id: String
    let kind: ResourceKind
    /// What its luck hangs on.
    let subject: String
    let request: RawJSON
    let commands: RequestCommands
    var fate: RenderFate
    /// Simulated seconds.
    let createdAt: Double
    var title: String?
    var callbackID: String?
    var callbackURL: String?
    var idempotencyKey: String?
    var language: String?
    /// Tells what one request buys apart: the number of its language, or of its item.
    var variant = 0
    var place: BatchPlace?
    /// The session that made it. Nobody bought such a video by itself.
    var owner: Int?
    var session: AgentSession?
    var finishedAt: Double?
    var isDeleted = false
    var deliveries: [DeliveryRecord] = []

    /// How much of the work is done, 0 to 1.
    func progress(at now: Double) -> Double {
        guard fate.seconds > 0 else { return 1 }
        let elapsed = (session?.pausedAt ?? now) - createdAt - (session?.pausedSeconds ?? 0)
        return min(max(elapsed / fate.seconds, 0), 1)
    }

    func phase(at now: Double) -> Phase {
        if finishedAt != nil {
            return switch fate.end {
            case .completed, .never: .completed
            case .failed: .failed
            case .cancelled: kind == .aiClipping ? .cancelled : .failed
            }
        }
        if session?.pausedAt != nil { return commands.contains("reviewing") ? .reviewing : .needsInput }
        let progress = progress(at: now)
        if progress < 0.05 { return .waiting }
        return progress < 0.2 && fate.end != .never ? .pending : .running
    }

    /// Whom it was bought for.
    var buyer: String? { callbackID ?? idempotencyKey }
}
