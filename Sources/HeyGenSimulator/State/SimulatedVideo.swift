/// A render that was bought.
struct SimulatedVideo: Sendable {
    let id: String
    let callbackID: String?
    let callbackURL: String?
    let idempotencyKey: String?
    let title: String?
    let fate: RenderFate
    /// Simulated seconds.
    let createdAt: Double
    var finishedAt: Double?
    var isDeleted = false
    var deliveries: [DeliveryRecord] = []

    /// What its luck hangs on.
    let subject: String

    /// HeyGen's word for how far it is.
    func status(at now: Double) -> String {
        if finishedAt != nil { return fate.end == .failed ? "failed" : "completed" }
        let progress = fate.seconds > 0 ? (now - createdAt) / fate.seconds : 1
        if progress < 0.05 { return "waiting" }
        return progress < 0.2 && fate.end != .never ? "pending" : "processing"
    }

    /// What was bought, for finding what was bought twice.
    var purchase: String? { callbackID ?? idempotencyKey }
}
