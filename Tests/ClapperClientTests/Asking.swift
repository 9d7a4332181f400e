import ClapperClient
import Testing

/// A client that repeats and waits without losing a test's time.
enum Asking {
    static let id = "01990000-0000-7000-8000-00000000000a"

    static func client<Result: Sendable>(
        _ url: String, token: String? = "secret-token", timeout: Duration = .seconds(20),
        _ body: (ClapperClient) async throws -> Result
    ) async throws -> Result {
        var configuration = try ClapperClientConfiguration(url: url, token: token)
        configuration.retryDelay = .milliseconds(1)
        configuration.waitPause = .milliseconds(1)
        configuration.timeout = timeout
        return try await ClapperClient.withClient(configuration, body)
    }

    /// The error of a call; a call without one is an issue.
    static func error(_ call: () async throws(ClapperClientError) -> Void) async -> ClapperClientError? {
        do throws(ClapperClientError) {
            try await call()
            Issue.record("the call worked")
            return nil
        } catch {
            return error
        }
    }
}
