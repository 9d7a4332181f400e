import Jobs
import Logging
import ServiceLifecycle

/// Tells the database the account's limit of renders once it can be reached.
struct AccountLimit: Service {
    /// How often the limit rises by one after HeyGen's 429 lowered it; provider time.
    private static let raiseEvery = Duration.seconds(30)

    let store: JobStore
    let maxRenders: Int
    let timeScale: TimeScale
    let logger: Logger

    func run() async throws {
        try? await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do {
                    try await store.configure(maxRenders: maxRenders, raiseEvery: timeScale.real(Self.raiseEvery))
                    break
                } catch {
                    logger.debug("the account's limit is not set yet", metadata: ["reason": "\(error)"])
                    try await Task.sleep(for: .seconds(1))
                }
            }
        }
        try? await gracefulShutdown()
    }
}
