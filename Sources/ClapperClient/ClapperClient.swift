package import AsyncHTTPClient
package import Logging
import NIOCore

/// Clapper's own HTTP API, for its command line, its demo and services written in Swift.
///
/// Every method is one call that answers a ``Document`` or throws a ``ClapperClientError``. Calls that are safe to make
/// twice are repeated up to three times when Clapper is busy or starting; see ``Repeats``. The client holds no state and
/// may be copied; the `HTTPClient` belongs to whoever made it.
package struct ClapperClient: Sendable {
    package let configuration: ClapperClientConfiguration
    let httpClient: HTTPClient
    let logger: Logger

    /// - Parameter httpClient: made with ``httpClientConfiguration``; one that follows redirects would carry the token
    ///   to another host.
    package init(configuration: ClapperClientConfiguration, httpClient: HTTPClient, logger: Logger) {
        self.configuration = configuration
        self.httpClient = httpClient
        self.logger = logger
    }

    /// Runs `body` with a client whose connections are closed afterwards.
    package static func withClient<Result: Sendable>(
        _ configuration: ClapperClientConfiguration, logger: Logger = Logger(label: "clapper.client"),
        _ body: (ClapperClient) async throws -> Result
    ) async throws -> Result {
        try await HTTPClient.withHTTPClient(configuration: httpClientConfiguration) { http in
            try await body(ClapperClient(configuration: configuration, httpClient: http, logger: logger))
        }
    }

    /// No redirects, no decompression (a bound on bytes must be one on memory), 5 s to connect, and no second attempt to
    /// connect within one call: repeating is decided here, by what the call is.
    package static var httpClientConfiguration: HTTPClient.Configuration {
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow, timeout: .init(connect: .seconds(5)), decompression: .disabled)
        configuration.connectionPool.retryConnectionEstablishment = false
        return configuration
    }
}
