import HeyGen
package import Jobs
package import Logging
import Metrics

/// What HeyGen's answers mean for the account as a whole: it waits, or it stops until its credential works again.
///
/// The state is the database's, so all processes heed it; of many that notice the same thing, one says so.
package struct AccountGuard: Sendable {
    private let store: JobStore
    private let timeScale: TimeScale
    private let logger: Logger
    private let throttles = Counter(label: "clapper_throttled_total")

    package init(store: JobStore, timeScale: TimeScale, logger: Logger) {
        self.store = store
        self.timeScale = timeScale
        self.logger = logger
    }

    /// Heeds an answer that concerns the account; others are left to the job.
    func heed(_ error: HeyGenError) async {
        do {
            switch error {
            case .throttled(let retryAfter, let reason): try await hold(retryAfter, reason)
            case .credential(let status, let text): try await stop(status, text)
            default: break
            }
        } catch {
            // The next answer of this kind says the same again.
            logger.warning("the account's state was not recorded", metadata: ["reason": "\(error)"])
        }
    }

    /// How long submits wait: as HeyGen asks, else by reason. Real time.
    func wait(retryAfter: Duration?, _ error: APIError) -> Duration {
        let asked: Duration =
            switch error.reason {
            case .credit: .seconds(60)
            case .quota: .seconds(300)
            case .rateLimit, nil: .seconds(5)
            }
        return timeScale.real(max(retryAfter ?? asked, .seconds(1)))
    }

    private func hold(_ retryAfter: Duration?, _ error: APIError) async throws {
        throttles.increment()
        let wait = wait(retryAfter: retryAfter, error)
        let isRate = error.reason == .rateLimit
        let began = try await store.throttle(for: wait, reason: "\(error)", lowering: isRate)
        guard began else { return }
        let metadata: Logger.Metadata = [
            "account": "\(store.account)", "wait_ms": "\(wait.milliseconds)", "reason": "\(error)",
        ]
        // A full house is everyday; money or a quota that is gone needs a person.
        if isRate {
            logger.info("the account is throttled", metadata: metadata)
        } else {
            logger.error("the account is held", metadata: metadata)
        }
    }

    private func stop(_ status: Int, _ text: String) async throws {
        guard try await store.failCredential(reason: "HTTP \(status) \(text)") else { return }
        logger.critical(
            "HeyGen refuses the credential: submits and reads stop, no job fails",
            metadata: [
                "account": "\(store.account)", "status": "\(status)", "reason": "\(text)",
                "way_out": "mend HEYGEN_API_KEY or HEYGEN_BASE_URL; GET /v3/users/me is probed meanwhile",
            ])
    }
}
