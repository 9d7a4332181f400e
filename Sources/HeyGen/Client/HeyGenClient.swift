package import AsyncHTTPClient
package import Logging
import NIOCore
import NIOHTTP1

/// HeyGen's v3 API over HTTP.
///
/// One method is one exchange: nothing is retried here, for only the caller knows whether a repeat is safe. The client
/// holds no state of its own and may be copied; the `HTTPClient` belongs to the caller, who shuts it down.
package struct HeyGenClient: Sendable {
    let configuration: HeyGenConfiguration
    let baseURL: String
    let httpClient: HTTPClient
    let logger: Logger

    /// - Parameter httpClient: made with ``httpClientConfiguration(connectionsPerHost:)``; a client that follows
    ///   redirects would carry the API key to another host.
    package init(configuration: HeyGenConfiguration, httpClient: HTTPClient, logger: Logger) {
        self.configuration = configuration
        self.httpClient = httpClient
        self.logger = logger
        var baseURL = configuration.baseURL
        while baseURL.hasSuffix("/") { baseURL.removeLast() }
        self.baseURL = baseURL
    }

    /// The settings a client for HeyGen needs: no redirects, no decompression, 5 s to connect, and no second attempt to
    /// connect, so that a dead network is reported at once and not after the create's whole time.
    package static func httpClientConfiguration(connectionsPerHost: Int = 64) -> HTTPClient.Configuration {
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow, timeout: .init(connect: .seconds(5)), decompression: .disabled)
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = connectionsPerHost
        configuration.connectionPool.retryConnectionEstablishment = false
        return configuration
    }

    /// Starts a render, or learns the first answer again if this key was used in the last 24 hours.
    ///
    /// - Parameter idempotencyKey: 1 to 255 characters of `A-Z a-z 0-9 _ - : .`. The same for every repeat of one attempt,
    ///   and never used again with another body: HeyGen would replay the old answer.
    /// - Throws: ``HeyGenError``; `.ambiguous` whenever the render may exist, also for a 2xx that names none and for
    ///   cancellation after the body began to be sent.
    package func create(_ request: CreateRequest, idempotencyKey: String) async throws(HeyGenError) -> CreatedRender {
        let json = try await post(
            path: request.path, template: request.kind.create.text, body: request.body, idempotencyKey: idempotencyKey)
        guard let render = CreatedRender(json, of: request.kind) else { throw .ambiguous("HTTP 2xx without an id") }
        return render
    }

    /// Posts a body under a key.
    func post(
        path: String, template: String, body: [UInt8], idempotencyKey: String
    ) async throws(HeyGenError) -> RawJSON {
        try await send(
            APICall(
                method: .POST, path: path, template: "POST \(template)", body: body,
                idempotencyKey: try Self.checked(key: idempotencyKey), timeout: configuration.createTimeout))
    }

    /// The key, if HeyGen takes it.
    static func checked(key: String) throws(HeyGenError) -> String {
        guard (1...255).contains(key.utf8.count),
            key.utf8.allSatisfy({ APICall.isUnreserved($0) && $0 != UInt8(ascii: "~") || $0 == ASCII.colon })
        else {
            let message = "the idempotency key is not 1 to 255 characters of A-Z a-z 0-9 _ - : ."
            throw .refused(APIError(status: 0, code: "invalid_idempotency_key", message: message))
        }
        return key
    }
}
