import HeyGen
package import Jobs
package import Logging
import Metrics
import ServiceLifecycle

/// Commits received events in groups, each with its effect or with the reason it has none, and looks again at those whose
/// job is not known yet.
///
/// The store should stand on a pool of its own whose statements end within ``IntakeSettings/commitTimeout``.
package final class EventIntake: Service {
    private let batcher: Batcher<Verdict, Settlement>
    private let rematcher: Rematcher
    private let commitTime = Metrics.Timer(label: "clapper_event_commit_seconds")

    package init(store: JobStore, settlements: SettlementLog, settings: IntakeSettings, logger: Logger) {
        let rematcher = Rematcher(store: store, settlements: settlements, logger: logger)
        self.rematcher = rematcher
        batcher = Batcher(
            batchLimit: settings.batchLimit, queueLimit: settings.queueLimit, lanes: settings.lanes,
            ageLimit: settings.ageLimit
        ) { verdicts in
            let results = try await store.apply(verdicts)
            settlements.tell(results.compactMap { try? $0.get() }, verdicts: verdicts)
            for case (let verdict, .success(let settlement)) in zip(verdicts, results)
            where settlement.disposition == .unmatched {
                rematcher.lookAgain(for: verdict)
            }
            return results.map { $0.mapError { $0 } }
        }
    }

    /// Commits events until shutdown; then what has gathered is committed, and later ones are refused.
    package func run() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await self.batcher.run() }
            group.addTask { await self.rematcher.run() }
            // The batcher ends at shutdown; what the other still had to look for, the reconciler's sweep finds.
            try await group.next()
            group.cancelAll()
        }
    }

    /// Commits what a verified body says.
    /// - Throws: what kept it from being committed: then nothing of it may be taken for stored.
    package func take(_ body: [UInt8], from source: VerdictSource) async throws -> Settlement {
        try await take(Verdict(event: body, from: source))
    }

    /// Commits what was heard, in the same groups.
    /// - Throws: what kept it from being committed: then nothing of it may be taken for stored.
    package func take(_ verdict: Verdict) async throws -> Settlement {
        let start = ContinuousClock.now
        let settlement = try await batcher.submit(verdict)
        commitTime.record(duration: ContinuousClock.now - start)
        return settlement
    }
}
