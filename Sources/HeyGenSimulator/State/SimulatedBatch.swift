import HeyGen

/// A batch that was submitted. Its items are bought one by one.
struct SimulatedBatch: Sendable {
    struct Item: Sendable {
        let request: RawJSON
        let language: String?
        /// The number of the language among those of its payload.
        let variant: Int
        /// The index of what it became; nil while it waits.
        var resource: Int?
    }

    let id: String
    let description: BatchDescription
    let title: String?
    let callbackURL: String?
    let idempotencyKey: String?
    /// What its luck hangs on.
    let subject: String
    /// Simulated seconds.
    let createdAt: Double
    var items: [Item]
    /// How many items were bought: those before this one.
    var bought = 0
    /// How many items have not ended.
    var open: Int
    var deliveries: [DeliveryRecord] = []
}
