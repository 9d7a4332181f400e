import AsyncHTTPClient
import HTTPTypes
import HeyGen
import HeyGenSimulator
import Logging
import NIOCore
import NIOHTTP1

/// A simulator with plain HTTP and HeyGen's client pointed at it.
struct Wire: Sendable {
    let simulator: Simulator
    let url: String
    let http: HTTPClient

    struct Answer: Sendable {
        let status: Int
        let headers: HTTPHeaders
        let body: [UInt8]

        var json: RawJSON? { try? RawJSON(body) }
        var code: String? { json?["error"]?["code"]?.string }
    }

    static func withRunning<Result: Sendable>(
        _ change: (inout SimulatorConfiguration) -> Void = { _ in }, _ body: (Wire) async throws -> Result
    ) async throws -> Result {
        var configuration = SimulatorConfiguration()
        configuration.failRate = 0
        configuration.timeScale = 1000
        change(&configuration)
        let logger = Logger(label: "test")
        return try await Simulator.withRunning(configuration, logger: logger) { simulator, url in
            try await HTTPClient.withHTTPClient(configuration: HeyGenClient.httpClientConfiguration()) { http in
                try await body(Wire(simulator: simulator, url: url, http: http))
            }
        }
    }

    func client(key: String = "key") -> HeyGenClient {
        HeyGenClient(
            configuration: HeyGenConfiguration(baseURL: url + "/", credential: .apiKey(key)), httpClient: http,
            logger: Logger(label: "test"))
    }

    /// One exchange with the headers a good client sends, changed by `headers` and less those of `without`.
    func call(
        _ method: HTTPMethod, _ path: String, _ body: String? = nil, headers: [String: String] = [:],
        without: [String] = []
    ) async throws -> Answer {
        var request = HTTPClientRequest(url: path.hasPrefix("http") ? path : url + path)
        request.method = method
        var all: [String: String] = ["x-api-key": "key", "user-agent": "test"]
        if body != nil { all["content-type"] = "application/json" }
        for (name, value) in headers { all[name] = value }
        for (name, value) in all where !without.contains(name) { request.headers.add(name: name, value: value) }
        if let body { request.body = .bytes(ByteBuffer(string: body)) }
        let response = try await http.execute(request, timeout: .seconds(30))
        let bytes = try await response.body.collect(upTo: 16_777_216)
        return Answer(
            status: Int(response.status.code), headers: response.headers, body: Array(bytes.readableBytesView))
    }

    /// Waits for the ledger.
    func reaches(_ condition: @escaping @Sendable (Ledger) -> Bool) async throws {
        try await withDeadline { [simulator] in try await simulator.wait(until: condition) }
    }

    func create(_ callbackID: String, _ script: String = "hello", key: String? = nil) async throws -> CreatedRender {
        try await client().createVideo(
            body: Array(Self.body(callbackID, script).utf8), idempotencyKey: key ?? "\(callbackID):1")
    }

    static func body(_ callbackID: String, _ script: String = "hello") -> String {
        #"{"type":"avatar","avatar_id":"a1","script":"\#(script)","title":"T [clp:\#(callbackID)]","#
            + #""callback_id":"\#(callbackID)"}"#
    }
}
