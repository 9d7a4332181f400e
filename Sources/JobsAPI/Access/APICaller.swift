/// The service that asks.
struct APICaller: Sendable, Hashable {
    static let defaultLane = "default"

    /// The lane of its jobs unless a job names another.
    let lane: String
}
