import AsyncHTTPClient
import HeyGen
import HeyGenSimulator
import Logging
import NIOCore
import NIOHTTP1

/// A simulator behind a recording proxy, with HeyGen's client and plain HTTP pointed at it.
struct Stage: Sendable {
    struct Answer: Sendable {
        let status: Int
        let body: [UInt8]

        var json: RawJSON? { try? RawJSON(body) }
        var data: RawJSON? { json?["data"] }

        /// A text, or the first of a list, in `data`.
        func id(_ name: String) throws -> String {
            guard let id = data?[name]?.string ?? data?[name]?.elements.first?.string else {
                throw NoID(name: name, answer: String(decoding: body, as: UTF8.self))
            }
            return id
        }
    }

    /// An answer without what the scenario goes on with.
    struct NoID: Error {
        let name: String
        let answer: String
    }

    let simulator: Simulator
    let proxy: RecordingProxy
    /// Of the proxy.
    let url: String
    /// Of the simulator itself.
    let simulatorURL: String
    let http: HTTPClient

    var callback: String { url + "/callback" }

    static func withRunning<Result: Sendable>(
        _ change: (inout SimulatorConfiguration) -> Void = { _ in }, _ body: (Stage) async throws -> Result
    ) async throws -> Result {
        var configuration = SimulatorConfiguration()
        configuration.failRate = 0
        configuration.limit = 1_000_000
        configuration.timeScale = 1000
        configuration.renderSeconds = 0...0
        configuration.batchItemSeconds = 0
        configuration.storyEvents = true
        // The addresses of the good requests are nobody's.
        configuration.probesEndpoints = false
        change(&configuration)
        let logger = Logger(label: "contract") { _ in SwiftLogNoOpLogHandler() }
        return try await Simulator.withRunning(configuration, logger: logger) { simulator, simulatorURL in
            try await HTTPClient.withHTTPClient(configuration: HeyGenClient.httpClientConfiguration()) { http in
                try await RecordingProxy.withRunning(target: simulatorURL, http: http) { proxy, url in
                    try await body(
                        Stage(
                            simulator: simulator, proxy: proxy, url: url, simulatorURL: simulatorURL, http: http))
                }
            }
        }
    }

    var client: HeyGenClient {
        HeyGenClient(
            configuration: HeyGenConfiguration(
                baseURL: url, credential: .apiKey("key"), userAgent: Exchange.clientAgent),
            httpClient: http, logger: Logger(label: "contract") { _ in SwiftLogNoOpLogHandler() })
    }

    /// One exchange through the proxy, with the headers that HeyGen needs, changed by `headers`; an empty value leaves one out.
    @discardableResult
    func call(
        _ method: HTTPMethod, _ path: String, _ body: [UInt8]? = nil, headers: [String: String] = [:]
    ) async throws -> Answer {
        try await exchange(url + path, method, body, headers)
    }

    /// The same past the proxy, for what need not be kept.
    func callDirectly(_ method: HTTPMethod, _ path: String, _ body: [UInt8]) async throws -> Answer {
        try await exchange(simulatorURL + path, method, body, [:])
    }

    private func exchange(
        _ url: String, _ method: HTTPMethod, _ body: [UInt8]?, _ headers: [String: String]
    ) async throws -> Answer {
        var request = HTTPClientRequest(url: url)
        request.method = method
        var all = ["x-api-key": "key", "user-agent": "contract test"]
        if let body {
            all["content-type"] = "application/json"
            request.body = .bytes(ByteBuffer(bytes: body))
        }
        all.merge(headers) { $1 }
        for (name, value) in all where !value.isEmpty { request.headers.add(name: name, value: value) }
        let response = try await http.execute(request, timeout: .seconds(60))
        let bytes = try await response.body.collect(upTo: 16 * 1024 * 1024)
        return Answer(status: Int(response.status.code), body: Array(bytes.readableBytesView))
    }
}
