package import AsyncHTTPClient
import Foundation
package import Jobs
package import Logging
import NIOCore
import ServiceLifecycle
import Synchronization

/// Tells completions to their jobs' `notify_url`, at least once each, until the receiver answers 2xx.
///
/// What is owed stands in the database, so any number of notifiers may run. A claim is a lease: what a crash leaves
/// unrecorded is told again, under the same id. With nothing owed nothing is written.
package final class Notifier: Service {
    /// A tell that has ended and waits to be recorded.
    struct Ended: Sendable {
        let origin: String
        let result: DeliveryResult
    }

    let store: JobStore
    let limits: NotifierLimits
    let sender: NotifySender
    let schedule: NotifySchedule
    let metrics = NotifyMetrics()
    let logger: Logger

    /// Raised when there may be something to claim: a job ended, room was made, or the notifier is to stop.
    private let news: Signal
    /// Raised when there is something to record.
    let endings = Signal()
    // Mutexes, because they are held for a few instructions and the shutdown handler is synchronous.
    private let load: Mutex<NotifyLoad>
    /// A tell keeps its place in the load until it is recorded, so this never holds more than ``NotifierLimits/inFlight``.
    let ended = Mutex<(tells: [Ended], isClosed: Bool)>(([], false))
    private let isStopping = Mutex(false)

    /// - Parameters:
    ///   - wakeUps: says when jobs end.
    ///   - secrets: at least one. Without any, run no notifier: what is owed stays owed.
    ///   - httpClient: made with ``httpClientConfiguration()``; one that follows redirects could be led anywhere.
    package init(
        store: JobStore, wakeUps: WakeUps, secrets: [NotifySecret], httpClient: HTTPClient, timeScale: TimeScale,
        logger: Logger, limits: NotifierLimits = NotifierLimits()
    ) {
        precondition(!secrets.isEmpty, "a notifier needs a secret: nobody could verify what it tells")
        self.store = store
        self.limits = limits
        self.sender = NotifySender(httpClient: httpClient, secrets: secrets, limits: limits)
        self.schedule = NotifySchedule(timeScale: timeScale)
        self.logger = logger
        self.news = wakeUps.signal(for: .completed)
        self.load = Mutex(NotifyLoad(limit: limits.inFlight, perOrigin: limits.perOrigin))
    }

    /// The settings a client for receivers needs: no redirects, no decompression (an answer of 16 KiB could unfold into
    /// anything), 5 s to connect, and no second attempt to connect, for the schedule repeats.
    package static func httpClientConfiguration() -> HTTPClient.Configuration {
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow, timeout: .init(connect: .seconds(5)), decompression: .disabled)
        configuration.connectionPool.retryConnectionEstablishment = false
        return configuration
    }

    /// Tells until shutdown. Then it claims no more, gives what is in flight ``NotifierLimits/grace``, records, and
    /// ends; what is cut is due again after its lease.
    package func run() async throws {
        await withGracefulShutdownHandler {
            await withTaskGroup(of: Void.self) { recording in
                recording.addTask { await self.recordEndings() }
                await withDiscardingTaskGroup { tells in
                    await self.claimAndTell(in: &tells)
                    await self.waitForTells()
                    tells.cancelAll()
                }
                self.ended.withLock { $0.isClosed = true }
                self.endings.raise()
            }
        } onGracefulShutdown: {
            self.isStopping.withLock { $0 = true }
            self.logger.info("notifier stops claiming")
            self.news.raise()
        }
    }

    private func claimAndTell(in tells: inout DiscardingTaskGroup) async {
        var failures = 0
        while !Task.isCancelled, !isStopping.withLock({ $0 }) {
            do {
                let claimed = try await claim()
                if claimed.isEmpty {
                    failures = 0
                    await news.wait(atMost: limits.poll)
                    continue
                }
                let jobs = Dictionary(
                    try await store.jobs(Array(Set(claimed.map(\.job)))).map { ($0.id, $0) }, uniquingKeysWith: { $1 })
                failures = 0
                for delivery in claimed {
                    load.withLock { $0.begin(delivery.origin) }
                    tells.addTask { await self.tell(delivery, job: jobs[delivery.job]) }
                }
            } catch is CancellationError {
                return
            } catch {
                // What was claimed is due again after its lease.
                failures += 1
                logger.log(
                    level: failures == 1 ? .warning : .debug, "owed notifications could not be read",
                    metadata: ["reason": "\(error)"])
                await news.wait(atMost: limits.poll)
            }
        }
    }

    private func claim() async throws -> [OwedDelivery] {
        let (free, perOrigin, busy) = load.withLock { ($0.free, $0.freePerOrigin, $0.busy) }
        guard free > 0 else { return [] }
        return try await store.claimDeliveries(limit: free, perOrigin: perOrigin, busy: busy, lease: limits.lease)
    }

    /// Waits for what is in flight to be recorded, at most the grace.
    private func waitForTells() async {
        let deadline = ContinuousClock.now + limits.grace
        while !Task.isCancelled, load.withLock({ $0.total > 0 }) {
            let left = deadline - .now
            guard left > .zero else { return }
            await news.wait(atMost: left)
        }
    }

    /// Gives back the place of a tell.
    func release(_ origin: String) {
        let madeRoom = load.withLock { $0.end(origin) }
        if madeRoom || isStopping.withLock({ $0 }) { news.raise() }
    }
}
