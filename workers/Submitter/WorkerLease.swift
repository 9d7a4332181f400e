import Foundation
import Jobs
import Synchronization

/// A worker's hold on its claims, as its own monotonic clock sees it.
///
/// The clock goes on while the machine sleeps, so a process that slept through its lease knows it, and sends nothing.
final class WorkerLease: Sendable {
    private struct State {
        /// When the last call that renewed the hold was made; nil before the first claim.
        var renewedAt: ContinuousClock.Instant?
        var sending = 0
    }

    let worker = UUID()
    let duration: Duration
    private let margin: Duration
    private let state = Mutex(State())

    init(duration: Duration, margin: Duration) {
        self.duration = duration
        self.margin = margin
    }

    /// Notes that a call made at `instant` renewed the hold. Counted from before the call: the database's clock began then.
    func renewed(at instant: ContinuousClock.Instant) {
        state.withLock { $0.renewedAt = max($0.renewedAt ?? instant, instant) }
    }

    /// Whether a create may be sent now: enough of the lease is left for the send to begin.
    func allowsSending(at now: ContinuousClock.Instant = .now) -> Bool {
        guard let since = state.withLock({ $0.renewedAt }) else { return false }
        return now - since < duration - margin
    }

    /// Creates under way in its name: while there are any, it is renewed.
    var sending: Int { state.withLock { $0.sending } }

    func sendBegins() { state.withLock { $0.sending += 1 } }
    func sendEnds() { state.withLock { $0.sending -= 1 } }
}
