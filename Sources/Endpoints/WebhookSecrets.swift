import HeyGen
package import Jobs
package import Logging
import ServiceLifecycle
import Synchronization

/// The secrets that events are verified with: those set by hand, and those stored, which it looks at twice a second.
///
/// While the database is away the last known ones go on.
package final class WebhookSecrets: Service {
    /// With the statement itself well below a second, in which a stored secret is to be in use everywhere.
    private static let look = Duration.milliseconds(400)

    private struct State {
        var verifier: WebhookVerifier
        var known: [AcceptedSecrets.Sealed]?
        var unreadable = UnreadableSecrets()
        var openUntil: ContinuousClock.Instant?
    }

    private let configured: [String]
    private let store: JobStore?
    private let key: SecretKey?
    private let logger: Logger
    // Read by every event, for the time of a copy.
    private let state: Mutex<State>

    /// - Parameters:
    ///   - configured: always accepted.
    ///   - store: nil for no others than those.
    ///   - key: nil opens no stored secret.
    package init(configured: [String], store: JobStore?, key: SecretKey?, logger: Logger) {
        self.configured = configured
        self.store = store
        self.key = key
        self.logger = logger
        state = Mutex(State(verifier: WebhookVerifier(secrets: configured), known: store == nil ? [] : nil))
    }

    /// What counts at this moment.
    package var current: WebhookSecretsView {
        state.withLock { state in
            let excuse: WebhookSecretsView.Excuse? =
                if state.known == nil {
                    .starting
                } else if let until = state.openUntil, ContinuousClock.now < until {
                    .rotating
                } else {
                    state.unreadable.isEmpty ? nil : .unreadable
                }
            return WebhookSecretsView(verifier: state.verifier, excuse: excuse)
        }
    }

    /// Looks until shutdown.
    package func run() async throws {
        try? await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                await self.lookOnce()
                try await Task.sleep(for: Self.look)
            }
        }
        try? await gracefulShutdown()
    }

    /// Reads what is stored. A failure changes nothing.
    package func lookOnce() async {
        guard let store else { return }
        do {
            let accepted = try await store.acceptedSecrets()
            let openUntil = accepted.openFor > .zero ? ContinuousClock.now + accepted.openFor : nil
            let isNews = state.withLock { state in
                state.openUntil = openUntil
                return state.known != accepted.sealed
            }
            if isNews { take(accepted.sealed) }
        } catch {
            logger.debug("stored secrets were not read", metadata: ["reason": "\(error)"])
        }
    }

    private func take(_ sealed: [AcceptedSecrets.Sealed]) {
        var secrets = configured
        var unreadable = UnreadableSecrets()
        for secret in sealed {
            guard let key else {
                unreadable.add(secret, nil)
                continue
            }
            do throws(SecretKeyError) {
                secrets.append(try key.open(secret.bytes, of: secret.endpointID))
            } catch {
                unreadable.add(secret, error)
            }
        }
        let verifier = WebhookVerifier(secrets: secrets)
        let told = state.withLock { state in
            defer { state.unreadable = unreadable }
            state.verifier = verifier
            state.known = sealed
            return state.unreadable
        }
        if !unreadable.isEmpty, unreadable != told {
            logger.error("stored secrets cannot be read; others go on", metadata: unreadable.metadata)
        }
        logger.info("secrets in use", metadata: ["configured": "\(configured.count)", "stored": "\(sealed.count)"])
    }
}
