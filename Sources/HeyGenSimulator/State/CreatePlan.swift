/// How a create is to be answered.
struct CreatePlan: Sendable {
    /// What happens to the answer on its way.
    enum Transport: Sendable {
        case whole, truncated
        /// The connection closes without a byte.
        case lost
    }

    /// What the key replays.
    var answer: APIAnswer
    /// What goes over the wire instead, when a gateway fails after the work was done.
    var shownAnswer: APIAnswer?
    var transport = Transport.whole
    /// Simulated seconds before the answer.
    var delaySeconds = 0.0
    /// Deliveries that end before the answer begins.
    var deliverFirst: [OutboundRequest] = []
    /// The key that is in progress until the answer goes out.
    var heldScope: String?

    init(_ answer: APIAnswer) { self.answer = answer }
}
