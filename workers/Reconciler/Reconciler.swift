import Foundation
package import HeyGen
package import Jobs
package import Logging
import ServiceLifecycle
import Synchronization

/// Finds out by itself what no event told: reads renders whose event is late, looks again at events that came before their
/// job, and searches what may have been bought without our knowing its id.
///
/// May run in any number of processes: due reads are taken, not shared.
package final class Reconciler: Service {
    /// Ids HeyGen takes in one bulk read.
    static let bulkLimit = 100

    let store: JobStore
    let client: HeyGenClient
    let schedules: ReadSchedules
    let accountGuard: AccountGuard
    /// For what no event told while nobody listened.
    package let backfill: Backfill
    let settlements: SettlementLog
    let timeScale: TimeScale
    let settings: ReconcilerSettings
    let logger: Logger
    let metrics = ReconcilerMetrics()
    private let signal: Signal
    let outage = Mutex(OutageBackoff())

    package init(
        store: JobStore, client: HeyGenClient, wakeUps: WakeUps, schedules: ReadSchedules, settlements: SettlementLog,
        timeScale: TimeScale, settings: ReconcilerSettings = ReconcilerSettings(),
        backfill backfillSettings: BackfillSettings = BackfillSettings(), logger: Logger
    ) {
        self.store = store
        self.client = client
        self.schedules = schedules
        self.settlements = settlements
        self.timeScale = timeScale
        self.settings = settings
        self.logger = logger
        accountGuard = AccountGuard(store: store, timeScale: timeScale, logger: logger)
        backfill = Backfill(
            store: store, client: client, accountGuard: accountGuard, settlements: settlements, timeScale: timeScale,
            settings: backfillSettings, logger: logger)
        signal = wakeUps.signal(for: .hinted)
    }

    /// Works until shutdown. A read under way then ends by cancellation; it is due again by its schedule.
    package func run() async throws {
        try? await cancelWhenGracefulShutdown {
            var bound = DueBound()
            var upkeep = UpkeepTimes()
            var trouble = RecurringTrouble()
            while !Task.isCancelled {
                var made = 0
                do {
                    try await self.catchUp(&upkeep)
                    made = try await self.sweep(&bound, gathering: true)
                    try await self.lookAround(&upkeep)
                    trouble.over()
                } catch is CancellationError {
                    return
                } catch {
                    self.logger.log(
                        level: trouble.level(), "due reads were not made", metadata: ["reason": "\(error)"])
                }
                let pause = self.outage.withLock { $0.pause(at: .now) }
                if let pause {
                    try await Task.sleep(for: pause)
                } else if made < Self.bulkLimit {
                    await self.signal.wait(atMost: self.settings.pollInterval)
                }
            }
        }
    }

    /// Makes every read that is due and looks around once: for a cron line, where no reconciler runs.
    /// - Returns: how many reads were made.
    package func once() async throws -> Int {
        var bound = DueBound()
        var upkeep = UpkeepTimes()
        var made = 0
        // Bounded: each round takes what is due, and schedules it anew in the future.
        for _ in 0..<10_000 {
            let count = try await sweep(&bound, gathering: false)
            made += count
            if count == 0 { break }
        }
        try await lookAround(&upkeep)
        return made
    }

    /// Takes due reads and makes them; returns how many. `gathering`: waits for company first, unless an event asks.
    func sweep(_ bound: inout DueBound, gathering: Bool) async throws -> Int {
        guard outage.withLock({ $0.pause(at: .now) }) == nil else { return 0 }
        let from = bound.next()
        let waiting = try await store.waitingReads(limit: Self.bulkLimit, from: from)
        bound.saw(oldest: waiting.oldest)
        guard waiting.count > 0, let oldest = waiting.oldest else { return 0 }
        let gather = settings.gather(timeScale)
        let isLate = Date().timeIntervalSince(oldest) >= gather.seconds
        guard !gathering || waiting.hasHint || waiting.count >= Self.bulkLimit || isLate else { return 0 }
        // What is due soon fills the call up. Not when a hint asks: that one is read alone, and at once.
        let horizon = waiting.hasHint && waiting.count < Self.bulkLimit && !isLate ? .zero : gather * 2
        let due = try await store.dueReads(
            limit: Self.bulkLimit, horizon: horizon, from: from, schedules: schedules.current)
        // Learns anew, where it is time, for the kinds that are in use.
        for kind in Set(due.map(\.kind)) { _ = await schedules.schedule(for: kind) }
        try await read(due)
        return due.count
    }

    /// What is not read by schedule: events without a job, and attempts that may have been bought.
    private func lookAround(_ upkeep: inout UpkeepTimes) async throws {
        if upkeep.isDue(\.unmatched, every: .seconds(1)) {
            let settled = try await store.rematchDue(
                limit: 500, window: timeScale.real(settings.unmatchedWindow),
                maxGap: max(.seconds(1), timeScale.real(settings.unmatchedMaxGap)))
            settlements.tell(settled)
        }
        if upkeep.isDue(\.batches, every: .milliseconds(500)) { try await readBatches() }
        if upkeep.isDue(\.unsettled, every: max(.seconds(2), timeScale.real(.seconds(60)))) {
            try await searchUnsettled()
        }
    }
}
