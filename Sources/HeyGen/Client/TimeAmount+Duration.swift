import NIOCore

extension TimeAmount {
    /// The same span in NIO's type, at least 1 ns.
    init(_ duration: Duration) {
        let (seconds, attoseconds) = duration.components
        self = .nanoseconds(max(1, seconds * 1_000_000_000 + attoseconds / 1_000_000_000))
    }
}
