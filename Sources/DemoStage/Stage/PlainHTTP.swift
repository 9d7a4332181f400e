import AsyncHTTPClient
import NIOCore
import NIOHTTP1

/// Calls that are not Clapper's API: the simulator's ledger, `/readyz`, `/metrics`, the forger's, and HeyGen's
/// own API where a service uses it itself.
struct PlainHTTP: Sendable {
    struct Answer: Sendable {
        let status: Int
        let body: [UInt8]
    }

    private static let timeout = TimeAmount.seconds(10)
    /// The ledger of twenty videos is some 20 KB.
    private static let bodyLimitBytes = 16_777_216

    private let client: HTTPClient

    static func withRunning<Result: Sendable>(_ body: (PlainHTTP) async throws -> Result) async throws -> Result {
        var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
        configuration.connectionPool.retryConnectionEstablishment = false
        return try await HTTPClient.withHTTPClient(configuration: configuration) { client in
            try await body(PlainHTTP(client: client))
        }
    }

    func get(_ url: String, headers: [(name: String, value: String)] = []) async throws -> Answer {
        var request = HTTPClientRequest(url: url)
        for (name, value) in headers { request.headers.add(name: name, value: value) }
        return try await send(request)
    }

    func post(_ url: String, _ body: [UInt8], headers: [(name: String, value: String)]) async throws -> Answer {
        var request = HTTPClientRequest(url: url)
        request.method = .POST
        for (name, value) in headers { request.headers.add(name: name, value: value) }
        request.body = .bytes(ByteBuffer(bytes: body))
        return try await send(request)
    }

    private func send(_ request: HTTPClientRequest) async throws -> Answer {
        let response = try await client.execute(request, timeout: Self.timeout)
        let body = try await response.body.collect(upTo: Self.bodyLimitBytes)
        return Answer(status: Int(response.status.code), body: Array(buffer: body))
    }
}
