import Jobs

/// How long a loop keeps away from HeyGen after calls that failed one after the other. A value; time is passed in.
///
/// Without it, a HeyGen that is down is asked by every job in turn, and by all of them at once when it returns.
struct OutageBackoff: Sendable {
    private static let first = Duration.milliseconds(500)
    private static let longest = Duration.seconds(30)
    /// Single failures are everyday; from this many in a row on it is an outage.
    private static let tolerated = 2

    private(set) var failures = 0
    private(set) var until: ContinuousClock.Instant?

    /// - Parameter jitter: 0 to 1, so that processes do not come back together.
    mutating func failed(at now: ContinuousClock.Instant, jitter: Double) {
        failures += 1
        guard failures > Self.tolerated else { return }
        let doublings = min(failures - Self.tolerated - 1, 10)
        let pause = min(Self.longest, Self.first * (1 << doublings))
        until = now + pause * (0.5 + jitter / 2)
    }

    /// Keeps away because HeyGen asked for it.
    mutating func hold(for wait: Duration, at now: ContinuousClock.Instant) {
        until = max(until ?? now, now + min(wait, Self.longest))
    }

    mutating func succeeded() {
        failures = 0
        until = nil
    }

    /// What is left of the pause; nil when there is none.
    func pause(at now: ContinuousClock.Instant) -> Duration? {
        guard let until, until > now else { return nil }
        return until - now
    }
}
