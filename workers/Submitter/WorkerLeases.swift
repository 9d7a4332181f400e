import Synchronization

/// The leases of one submitter: the one it claims with, and earlier ones that still have creates under way.
///
/// After a call whose fate is unknown (the connection broke while claiming) claims may stand that nobody here knows of. A
/// worker that went on renewing its lease would hold them for ever; so it goes on as another one, and the old lease is
/// renewed no longer than its creates last.
final class WorkerLeases: Sendable {
    private struct State {
        var current: WorkerLease
        var retired: [WorkerLease] = []
    }

    private let duration: Duration
    private let margin: Duration
    private let state: Mutex<State>

    init(duration: Duration, margin: Duration) {
        self.duration = duration
        self.margin = margin
        state = Mutex(State(current: WorkerLease(duration: duration, margin: margin)))
    }

    var current: WorkerLease { state.withLock { $0.current } }

    /// All that may hold claims.
    var all: [WorkerLease] { state.withLock { $0.retired + [$0.current] } }

    /// Creates under way.
    var sending: Int { all.reduce(0) { $0 + $1.sending } }

    /// How often leases are renewed while creates are under way.
    var renewalInterval: Duration { duration / 4 }

    /// Goes on as another worker.
    func rotate() {
        state.withLock { state in
            state.retired.append(state.current)
            state.current = WorkerLease(duration: duration, margin: margin)
        }
    }

    /// Takes out the earlier leases that have nothing under way: their claims can be given back.
    func takeIdleRetired() -> [WorkerLease] {
        state.withLock { state in
            let idle = state.retired.filter { $0.sending == 0 }
            state.retired.removeAll { $0.sending == 0 }
            return idle
        }
    }

    /// Puts back what could not be given back.
    func putBack(_ lease: WorkerLease) { state.withLock { $0.retired.append(lease) } }
}
