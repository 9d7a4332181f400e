import HeyGen
package import Jobs
package import Logging
import Metrics
import Synchronization

/// The schedule of reads of each kind, learned anew from the newest outcomes now and then.
///
/// Says so when events stop coming, and when they return.
package final class ReadSchedules: Sendable {
    private struct Known {
        var schedule: ReadSchedule
        var learnedAt: ContinuousClock.Instant?
    }

    private let store: JobStore
    private let timeScale: TimeScale
    private let logger: Logger
    private let lost = gauges("clapper_events_lost")
    private let polled = gauges("clapper_polled_share")
    /// A mutex: read at every submit, written twice a minute.
    private let known = Mutex<[String: Known]>([:])

    package init(store: JobStore, timeScale: TimeScale, logger: Logger) {
        self.store = store
        self.timeScale = timeScale
        self.logger = logger
    }

    /// How often it learns; real time. Half a minute of the provider's, but not more than once a second.
    private var interval: Duration { max(.seconds(1), timeScale.real(.seconds(30))) }

    /// The schedules of all kinds, as they are known.
    package var current: [(kind: String, schedule: ReadSchedule)] {
        let known = known.withLock { $0 }
        return RenderKind.all.map { ($0.name, known[$0.name]?.schedule ?? schedule($0.name, nil)) }
    }

    /// Whether the events of any kind seem to be lost, as far as was learned.
    package var eventsAreLost: Bool {
        known.withLock { $0.values.contains { $0.schedule.eventsAreLost } }
    }

    /// The schedule of a kind. Asks the database when the last answer is old; when that fails, the last one goes on.
    package func schedule(for kind: String) async -> ReadSchedule {
        let now = ContinuousClock.now
        let (current, isDue) = known.withLock { known -> (ReadSchedule, Bool) in
            var entry = known[kind] ?? Known(schedule: schedule(kind, nil), learnedAt: nil)
            let isDue = entry.learnedAt.map { now - $0 > interval } ?? true
            // Before the answer is there, so that one caller asks and the others go on.
            if isDue { entry.learnedAt = now }
            known[kind] = entry
            return (entry.schedule, isDue)
        }
        guard isDue, let times = try? await store.renderTimes(kind: kind) else { return current }
        let learned = schedule(kind, times)
        known.withLock { $0[kind]?.schedule = learned }
        tell(kind, from: current, to: learned)
        return learned
    }

    private func schedule(_ kind: String, _ times: RenderTimes?) -> ReadSchedule {
        let kind = RenderKind.named(kind) ?? .video
        return ReadSchedule(
            prior: kind.firstRead, hasEvents: kind.hasEvents, times: times, timeScale: timeScale)
    }

    private static func gauges(_ label: String) -> [String: Gauge] {
        Dictionary(
            uniqueKeysWithValues: RenderKind.all.map { kind in
                (kind.name, Gauge(label: label, dimensions: [("kind", kind.name)]))
            })
    }

    private func tell(_ kind: String, from old: ReadSchedule, to new: ReadSchedule) {
        lost[kind]?.record(new.eventsAreLost ? 1 : 0)
        if let share = new.times?.polledShare { polled[kind]?.record(share) }
        guard old.eventsAreLost != new.eventsAreLost else { return }
        let share = new.times?.polledShare.map { "\(Int(($0 * 100).rounded())) %" } ?? "unknown"
        let metadata: Logger.Metadata = ["kind": "\(kind)", "resolved_by_polling": "\(share)"]
        if new.eventsAreLost {
            logger.warning("webhooks do not come: reads come sooner", metadata: metadata)
        } else {
            logger.notice("webhooks come again: reads relax", metadata: metadata)
        }
    }
}
