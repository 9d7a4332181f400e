import Jobs
import Logging
import ServiceLifecycle
import Synchronization

/// Looks again, in a new transaction after intake's own commit, at events whose job was not known: at once, and after a
/// second. The enqueue looks at its side after its own commit, so whoever commits second sees the other.
final class Rematcher: Sendable {
    private struct Look {
        let at: ContinuousClock.Instant
        let callbackID: String?
        let videoID: String?
    }

    /// Looks that wait. Beyond it the reconciler's sweep does the work: another program's events on our account must not
    /// fill the memory.
    private static let limit = 10_000
    private static let batch = 500
    private static let secondLook = Duration.seconds(1)

    private let store: JobStore
    private let settlements: SettlementLog
    private let logger: Logger
    private let signal = Signal()
    private let waiting = Mutex<[Look]>([])

    init(store: JobStore, settlements: SettlementLog, logger: Logger) {
        self.store = store
        self.settlements = settlements
        self.logger = logger
    }

    func lookAgain(for verdict: Verdict) {
        let now = ContinuousClock.now
        waiting.withLock { waiting in
            guard waiting.count < Self.limit else { return }
            for at in [now, now + Self.secondLook] {
                waiting.append(Look(at: at, callbackID: verdict.callbackID, videoID: verdict.videoID))
            }
        }
        signal.raise()
    }

    /// Looks until cancelled.
    func run() async {
        while !Task.isCancelled {
            let (due, next) = take(at: .now)
            if due.isEmpty {
                await signal.wait(atMost: next.map { max(.milliseconds(1), $0 - .now) } ?? .seconds(3600))
                continue
            }
            do {
                settlements.tell(
                    try await store.rematch(
                        callbackIDs: due.compactMap(\.callbackID), videoIDs: due.compactMap(\.videoID)))
            } catch {
                // The reconciler sweeps.
                logger.warning("events were not looked at again", metadata: ["reason": "\(error)"])
            }
        }
    }

    private func take(at now: ContinuousClock.Instant) -> (due: [Look], next: ContinuousClock.Instant?) {
        waiting.withLock { waiting in
            let due = Array(waiting.filter { $0.at <= now }.prefix(Self.batch))
            guard !due.isEmpty else { return ([], waiting.map(\.at).min()) }
            var left = due.count
            waiting.removeAll { look in
                guard left > 0, look.at <= now else { return false }
                left -= 1
                return true
            }
            return (due, nil)
        }
    }
}
