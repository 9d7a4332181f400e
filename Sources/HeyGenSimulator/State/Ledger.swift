/// What the simulated HeyGen did: the record a test compares a client's own story with.
package struct Ledger: Sendable {
    /// A render that was bought.
    package struct Video: Sendable {
        package let videoID: String
        package let callbackID: String?
        package let idempotencyKey: String?
        package let status: String
        package let deliveries: [DeliveryRecord]
    }

    /// In the order they were bought.
    package let videos: [Video]
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
