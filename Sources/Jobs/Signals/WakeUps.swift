package import Logging
import ServiceLifecycle
import Synchronization

/// Spreads the news that jobs were queued or ended: at once to the loops of this process, and, coalesced and after the
/// commit, to other processes by NOTIFY.
///
/// A wake-up is a hint only: every loop polls as well, so one that is lost costs at most a second.
package final class WakeUps: Service {
    /// What there is to look for.
    package enum Topic: Sendable, Hashable, CaseIterable {
        /// Jobs were queued: submitters look.
        case queued
        /// Jobs ended, so slots are free and completions are to be told: submitters, notifiers and waiters look.
        case completed
        /// A verdict asks for a read: reconcilers look.
        case hinted
    }

    /// NOTIFY takes a lock that makes commits queue up, so at most one of each topic is sent in this time.
    private static let gap = Duration.milliseconds(20)

    private let store: JobStore
    private let logger: Logger
    private let dirty = Signal()
    private let pending = Mutex<Set<Topic>>([])
    private let listeners = Mutex<[Topic: [Signal]]>([:])

    package init(store: JobStore, logger: Logger) {
        self.store = store
        self.logger = logger
    }

    /// A signal that is raised with every wake-up of these topics. For one loop.
    package func signal(for topics: Topic...) -> Signal {
        let signal = Signal()
        listeners.withLock { listeners in
            for topic in topics { listeners[topic, default: []].append(signal) }
        }
        return signal
    }

    /// Wakes this process's loops, and other processes soon. Call it after the commit.
    package func wake(_ topic: Topic) {
        wakeLocally(topic)
        if topic != .hinted {
            pending.withLock { _ = $0.insert(topic) }
            dirty.raise()
        }
    }

    /// Wakes this process's loops only: for news that came from another process.
    package func wakeLocally(_ topic: Topic) {
        for signal in listeners.withLock({ $0[topic] ?? [] }) { signal.raise() }
    }

    /// Sends the notifications until shutdown.
    package func run() async throws {
        try? await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                await self.dirty.wait(atMost: .seconds(3600))
                let topics = self.pending.withLock { pending in
                    defer { pending = [] }
                    return pending
                }
                do {
                    if topics.contains(.queued) { try await self.store.wakeSubmitters() }
                    if topics.contains(.completed) { try await self.store.wakeWaiters() }
                } catch is CancellationError {
                    return
                } catch {
                    // Polling finds what a lost hint would have told.
                    self.logger.debug("wake-up not sent", metadata: ["reason": "\(error)"])
                }
                try await Task.sleep(for: Self.gap)
            }
        }
    }
}
