import AsyncHTTPClient
import Logging
import NIOCore
import NIOHTTP1

/// The question before a registration: OPTIONS, to be answered with success at once.
struct EndpointProbe: Sendable {
    /// HeyGen's limit. Real seconds at any time scale, for the receiver runs at real speed.
    private static let timeout = TimeAmount.seconds(1)
    private static let answerLimitBytes = 65_536

    let client: HTTPClient
    let logger: Logger

    func isAnswered(by url: String) async -> Bool {
        var request = HTTPClientRequest(url: url)
        request.method = .OPTIONS
        request.headers.add(name: "user-agent", value: "HeyGen-Simulator")
        do {
            let response = try await client.execute(request, timeout: Self.timeout, logger: logger)
            _ = try? await response.body.collect(upTo: Self.answerLimitBytes)
            return (200..<300).contains(response.status.code)
        } catch {
            logger.debug("probe not answered")
            return false
        }
    }
}
