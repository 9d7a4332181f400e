package import HeyGen
package import Jobs
package import Logging
import ServiceLifecycle

/// Probes `GET /v3/users/me` while the account stands still because of its credential, and lets it go on when it works.
package final class CredentialWatch: Service {
    /// How often the account's state is looked at: a read of one row.
    private static let look = Duration.seconds(2)
    /// Between two probes, provider time; at least ``shortest``.
    private static let probe = Duration.seconds(30)
    private static let shortest = Duration.milliseconds(500)

    private let store: JobStore
    private let client: HeyGenClient
    private let wakeUps: WakeUps
    private let timeScale: TimeScale
    private let logger: Logger

    package init(
        store: JobStore, client: HeyGenClient, wakeUps: WakeUps, timeScale: TimeScale, logger: Logger
    ) {
        self.store = store
        self.client = client
        self.wakeUps = wakeUps
        self.timeScale = timeScale
        self.logger = logger
    }

    /// Watches until shutdown.
    package func run() async throws {
        try? await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                let hasFailed = await self.lookOnce()
                let pause = hasFailed ? max(Self.shortest, self.timeScale.real(Self.probe)) : Self.look
                try await Task.sleep(for: min(pause, Self.probe))
            }
        }
    }

    /// Looks, probes if the credential has failed, and returns whether it still has.
    func lookOnce() async -> Bool {
        do {
            guard try await store.accountStatus().credentialFailedAt != nil else { return false }
            _ = try await client.me()
            if try await store.restoreCredential() {
                logger.notice("HeyGen accepts the credential again", metadata: ["account": "\(store.account)"])
            }
            wakeUps.wake(.queued)
            wakeUps.wake(.hinted)
            return false
        } catch let error as HeyGenError {
            logger.debug("the credential was probed", metadata: ["result": "\(error.label)"])
            return true
        } catch {
            // The database is away: its own messages say so.
            return false
        }
    }
}
