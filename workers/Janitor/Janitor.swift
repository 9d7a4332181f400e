package import Jobs
package import Logging
import ServiceLifecycle

/// Keeps the house: prepares partitions, drops those past their retention, applies the hard limit, takes back claims of
/// workers that are gone, and ages out callers' keys.
///
/// May run in several processes; what must not run twice takes a lock in the database.
package final class Janitor: Service {
    /// Days for which partitions are made ahead.
    private static let daysAhead = 14
    private static let batch = 1000

    private let store: JobStore
    private let settlements: SettlementLog
    private let timeScale: TimeScale
    private let retention: Retention
    private let hardLimit: Duration
    private let logger: Logger

    /// - Parameter hardLimit: after it a render that never ended fails by deadline; provider time.
    package init(
        store: JobStore, settlements: SettlementLog, timeScale: TimeScale, retention: Retention = Retention(),
        hardLimit: Duration = .seconds(24 * 3600), logger: Logger
    ) {
        self.store = store
        self.settlements = settlements
        self.timeScale = timeScale
        self.retention = retention
        self.hardLimit = hardLimit
        self.logger = logger
    }

    /// Works until shutdown.
    package func run() async throws {
        try? await cancelWhenGracefulShutdown {
            var roundsToUpkeep = 0
            while !Task.isCancelled {
                await self.attempt("expiring jobs") { try await self.expire() }
                await self.attempt("releasing claims") { try await self.release() }
                if roundsToUpkeep == 0 {
                    await self.attempt("preparing partitions") { try await self.keepPartitions() }
                    await self.attempt("expiring keys") { try await self.expireKeys() }
                }
                roundsToUpkeep = (roundsToUpkeep + 1) % 60
                try await Task.sleep(for: self.interval)
            }
        }
    }

    /// A minute of the provider's, 1 to 10 s real: the hard limit is a day.
    private var interval: Duration { min(.seconds(10), max(.seconds(1), timeScale.real(.seconds(60)))) }

    private func attempt(_ what: String, _ work: () async throws -> Void) async {
        do {
            try await work()
        } catch is CancellationError {
            return
        } catch {
            // Tried again in the next round.
            logger.warning("upkeep failed", metadata: ["what": "\(what)", "reason": "\(error)"])
        }
    }

    private func expire() async throws {
        for (job, state) in try await store.expire(hardLimit: timeScale.real(hardLimit), limit: Self.batch) {
            if let ended = JobState(rawValue: state), ended.isEnded {
                settlements.toldEnd(of: ended, by: .deadline)
                logger.warning(
                    "job moved", metadata: ["job_id": "\(job)", "to": "\(state)", "source": "deadline"])
            } else {
                logger.info("an ended job gave up its slot", metadata: ["job_id": "\(job)"])
            }
        }
    }

    private func release() async throws {
        for record in try await store.releaseClaims() {
            logger.warning(
                "job moved: the claim of a submitter lapsed",
                metadata: ["job_id": "\(record.job)", "from": "\(record.from ?? "")", "to": "\(record.state ?? "")"])
        }
    }

    private func keepPartitions() async throws {
        for name in try await store.ensurePartitions(days: Self.daysAhead) {
            logger.info("partition made", metadata: ["partition": "\(name)"])
        }
        for name in try await store.dropExpiredPartitions(retention) {
            logger.info("partition dropped", metadata: ["partition": "\(name)"])
        }
    }

    private func expireKeys() async throws {
        // In small batches, so that no transaction holds many rows; what is left waits for the next round.
        for _ in 0..<100 {
            let expired = try await store.expireKeys(olderThanDays: retention.jobsDays, limit: Self.batch)
            if expired < Self.batch { return }
        }
    }
}
