import Foundation
package import HeyGen
package import Jobs
package import Logging
import Metrics
import ServiceLifecycle
import Synchronization

/// Buys renders: claims queued jobs within the account's free render slots, sends each create once, and replays those of
/// unknown fate with the same key and bytes.
///
/// May run in any number of processes: slots and claims are the database's.
package final class Submitter: Service {
    let store: JobStore
    let client: HeyGenClient
    let schedules: ReadSchedules
    let accountGuard: AccountGuard
    let recorder: SubmissionRecorder
    let settlements: SettlementLog
    let settings: SubmitterSettings
    let policy: SubmissionPolicy
    let logger: Logger
    let leases: WorkerLeases
    let metrics = SubmitterMetrics()
    /// Raised by enqueues, by endings (a slot is free) and by sends that are over (capacity is free).
    let signal: Signal
    let outage = Mutex(OutageBackoff())
    let timeScale: TimeScale
    /// Real time.
    private let keyWindow: Duration

    /// What one claim got.
    private struct Claims {
        var fresh: [ClaimedJob] = []
        var replays: [ClaimedJob] = []
        var batches: [ClaimedBatch] = []

        var isEmpty: Bool { fresh.isEmpty && replays.isEmpty && batches.isEmpty }
    }

    /// - Parameter recorder: a service that is started before this one.
    package init(
        store: JobStore, client: HeyGenClient, wakeUps: WakeUps, schedules: ReadSchedules, recorder: SubmissionRecorder,
        settlements: SettlementLog, timeScale: TimeScale, settings: SubmitterSettings = SubmitterSettings(),
        logger: Logger
    ) {
        self.store = store
        self.client = client
        self.schedules = schedules
        self.recorder = recorder
        self.settlements = settlements
        self.settings = settings
        self.timeScale = timeScale
        self.logger = logger
        let accountGuard = AccountGuard(store: store, timeScale: timeScale, logger: logger)
        self.accountGuard = accountGuard
        policy = SubmissionPolicy(timeScale: timeScale) { accountGuard.wait(retryAfter: $0, $1) }
        leases = WorkerLeases(duration: settings.lease, margin: settings.leaseMargin)
        signal = wakeUps.signal(for: .queued, .completed)
        keyWindow = timeScale.real(settings.keyWindow)
    }

    /// Works until shutdown: then claims nothing more, lets creates under way end, and gives back what was not sent.
    package func run() async throws {
        await withGracefulShutdownHandler {
            await withTaskGroup(of: Void.self) { group in
                group.addTask { await self.keepLeases() }
                await self.work()
                group.cancelAll()
            }
        } onGracefulShutdown: {
            self.signal.raise()
        }
        await giveBack()
    }

    private func work() async {
        await withDiscardingTaskGroup { sends in
            var queue = QueueWatch()
            var trouble = RecurringTrouble()
            var lookedAnew = false
            while !Task.isShuttingDownGracefully, !Task.isCancelled {
                do {
                    let again = try await step(&queue, &sends)
                    trouble.over()
                    if again {
                        lookedAnew = false
                        continue
                    }
                    if settings.batches, !queue.isEmpty {
                        // What is remembered may be claimed by now, and what is there may have come after the claim: only a
                        // claim after a new look that gets nothing means that slots are to be gathered.
                        if lookedAnew {
                            await gatherSlots()
                            lookedAnew = false
                        } else if try await queue.hasBacklog(store) {
                            lookedAnew = true
                            continue
                        }
                    }
                    await signal.wait(atMost: pause)
                } catch is CancellationError {
                    break
                } catch {
                    logger.log(
                        level: trouble.level(), "the queue could not be claimed", metadata: ["reason": "\(error)"])
                    // Claims may stand that we do not know of.
                    leases.rotate()
                    // Not on the signal: endings would turn an outage into a spin.
                    try? await Task.sleep(for: settings.pollInterval)
                }
            }
            await drain()
            sends.cancelAll()
        }
    }

    /// A backlog in batches: slots gather, or every render that ends would be answered by a batch of one.
    private func gatherSlots() async {
        let end = ContinuousClock.now + timeScale.real(settings.batchGather)
        while ContinuousClock.now < end, !Task.isShuttingDownGracefully, !Task.isCancelled {
            // Endings raise it, each a slot.
            await signal.wait(atMost: end - .now)
        }
        signal.raise()
    }

    /// The wait between two looks: longer while HeyGen is away.
    private var pause: Duration {
        max(settings.pollInterval, outage.withLock { $0.pause(at: .now) } ?? .zero)
    }

    /// Claims once and starts what was claimed. True when another look makes sense at once.
    private func step(_ queue: inout QueueWatch, _ sends: inout DiscardingTaskGroup) async throws -> Bool {
        let capacity = settings.concurrency - leases.sending
        // Few at a time would make a claim of every send that ends.
        guard capacity >= min(settings.concurrency, 16), outage.withLock({ $0.pause(at: .now) }) == nil else {
            return false
        }
        try await giveBackRetired()
        for record in try await queue.lapsed(store) {
            logger.warning(
                "job moved: the claim of another submitter lapsed",
                metadata: ["job_id": "\(record.job)", "from": "\(record.from ?? "")", "to": "\(record.state ?? "")"])
        }
        let claims = try await claim(capacity, &queue)
        if claims.isEmpty {
            if leases.sending == 0 { try await store.leave(leases.current.worker) }
            guard queue.isEmpty else { return false }
            // Enqueuers in SQL wake a sleeper. Marked just now: one more look, for what was enqueued meanwhile.
            return try await store.markAsleep()
        }
        let lease = leases.current
        let (batches, singles) = try await prepareBatches(claims.fresh, under: lease)
        for batch in claims.batches.map({ PreparedBatch(batch: $0, lease: lease) }) + batches {
            start(under: lease, &sends) { await self.send(batch) }
        }
        for send in try await prepare(singles + claims.replays, under: lease) {
            start(under: lease, &sends) { await self.send(send) }
        }
        return true
    }

    private func start(
        under lease: WorkerLease, _ sends: inout DiscardingTaskGroup, _ send: @escaping @Sendable () async -> Void
    ) {
        lease.sendBegins()
        sends.addTask {
            await send()
            lease.sendEnds()
            self.signal.raise()
        }
    }

    private func claim(_ capacity: Int, _ queue: inout QueueWatch) async throws -> Claims {
        let before = ContinuousClock.now
        let lease = leases.current
        let view = try await queue.view(store, at: before)
        var claims = Claims()
        claims.fresh = try await store.claim(
            limit: min(capacity, 1000), by: lease.worker, lease: lease.duration, in: view)
        queue.advance(past: claims.fresh)
        metrics.claimed.increment(by: claims.fresh.count)
        if claims.fresh.count < capacity {
            claims.replays = try await store.claimReplays(
                limit: capacity - claims.fresh.count, by: lease.worker, lease: lease.duration, window: keyWindow)
            // Also where batches are off by now: those of unknown fate are settled all the same.
            claims.batches = try await store.claimBatches(
                limit: 10, by: lease.worker, lease: lease.duration, window: keyWindow)
            metrics.replayed.increment(by: claims.replays.count + claims.batches.count)
        }
        if !claims.isEmpty { lease.renewed(at: before) }
        return claims
    }

    /// Renews the holds under which creates are under way.
    private func keepLeases() async {
        while (try? await Task.sleep(for: leases.renewalInterval)) != nil {
            for lease in leases.all where lease.sending > 0 {
                let before = ContinuousClock.now
                do {
                    if try await store.renew(lease.worker, lease: lease.duration) {
                        lease.renewed(at: before)
                    } else {
                        logger.warning("the hold on claims had lapsed", metadata: ["worker": "\(lease.worker)"])
                    }
                } catch {
                    logger.warning("the hold on claims was not renewed", metadata: ["reason": "\(error)"])
                }
            }
        }
    }

    /// Gives back what earlier leases may still hold, once nothing is under way in their name.
    private func giveBackRetired() async throws {
        for lease in leases.takeIdleRetired() {
            do {
                tellGivenBack(try await store.releaseClaims(of: lease.worker))
            } catch {
                leases.putBack(lease)
                throw error
            }
        }
    }

    private func drain() async {
        let deadline = ContinuousClock.now + settings.shutdownGrace
        while leases.sending > 0, !Task.isCancelled, ContinuousClock.now < deadline {
            await signal.wait(atMost: deadline - .now)
        }
    }

    /// Gives back the claims that are left. What may have been sent becomes unknown, and is replayed by others.
    private func giveBack() async {
        for lease in leases.all {
            do {
                tellGivenBack(try await store.releaseClaims(of: lease.worker))
            } catch {
                // They lapse by themselves.
                logger.warning("claims were not given back", metadata: ["reason": "\(error)"])
            }
        }
    }

    private func tellGivenBack(_ records: [SubmissionRecord]) {
        for record in records {
            logger.info(
                "job moved: given back",
                metadata: ["job_id": "\(record.job)", "from": "\(record.from ?? "")", "to": "\(record.state ?? "")"])
        }
    }
}
