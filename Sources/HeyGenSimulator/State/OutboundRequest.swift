/// A delivery as HTTP.
struct OutboundRequest: Sendable {
    let delivery: Delivery
    let url: String
    let headers: [(name: String, value: String)]
    let body: [UInt8]
    /// `valid`, `corrupt` or `none`.
    let signature: String
}
