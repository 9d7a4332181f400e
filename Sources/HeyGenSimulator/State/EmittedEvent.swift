/// Something that happened and is told to receivers.
struct EmittedEvent: Sendable {
    enum Source: Sendable {
        /// The index of a resource.
        case resource(Int)
        /// The index of a batch.
        case batch(Int)
    }

    let id: String
    let type: String
    /// The payload, as JSON.
    let data: [UInt8]
    /// The whole body of a delivery.
    let body: [UInt8]
    let createdAt: Double
    let source: Source
    /// The id of what it is about.
    let entityID: String
    /// What the luck of its deliveries hangs on.
    let subject: String
    let callbackURL: String?
    /// Goes to the `callback_url` alone and is not listed.
    let isCallbackOnly: Bool
}
