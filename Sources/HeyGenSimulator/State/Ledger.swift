/// What the simulated HeyGen did: the record a test compares a client's own story with.
package struct Ledger: Sendable {
    /// Something that was bought.
    package struct Video: Sendable {
        package let kind: ResourceKind
        /// The id of the resource, whatever its kind: a session's, a translation's.
        package let videoID: String
        /// The batch it was bought in; nil if it was bought alone.
        package let batchID: String?
        package let callbackID: String?
        package let idempotencyKey: String?
        package let status: String
        package let deliveries: [DeliveryRecord]
    }

    /// A batch that was submitted. What it bought stands among the videos.
    package struct Batch: Sendable {
        package let batchID: String
        package let idempotencyKey: String?
        /// `processing`, `completed` or `failed`.
        package let status: String
        package let totalItems: Int
        package let deliveries: [DeliveryRecord]
    }

    /// All that was bought, in its order: not only videos.
    package let videos: [Video]
    package let batches: [Batch]
    /// Of all kinds: a translation counts once for each language, an agent's session once with its video.
    package let purchases: Int
    /// Callback ids, attempt suffix included, for which more than one render was bought; the idempotency key of a
    /// request that has none.
    package let boughtTwice: [String]
    package let inFlightMax: Int
    /// The mean of renders in flight, weighted by time, from the first accepted create to the last one: the time in
    /// which there was something left to send.
    package let inFlightMean: Double
    /// Calls by method and path template, refused ones too.
    package let calls: [String: Int]
}
