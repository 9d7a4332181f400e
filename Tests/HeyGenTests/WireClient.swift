import AsyncHTTPClient
import HeyGen
import Logging

/// A client before a server that answers one fixed thing.
enum WireClient {
    static func with<Result: Sendable>(
        _ answer: String, _ body: (HeyGenClient) async throws -> Result
    ) async throws -> Result {
        try await CannedServer.withRunning(answer) { url in
            try await HTTPClient.withHTTPClient(configuration: HeyGenClient.httpClientConfiguration()) { http in
                try await body(
                    HeyGenClient(
                        configuration: HeyGenConfiguration(baseURL: url, credential: .apiKey("k")), httpClient: http,
                        logger: Logger(label: "test")))
            }
        }
    }
}
