import AsyncHTTPClient
import Foundation
import HTTPTypes
import HeyGen
import Hummingbird
import Logging
import NIOCore
import NIOHTTP1
import ServiceLifecycle
import Synchronization

/// Stands between a client and the simulator, passes everything on and keeps it. It also takes the simulator's webhooks, at
/// `/hook` and `/callback`.
final class RecordingProxy: Sendable {
    struct Delivery: Sendable {
        let path: String
        let headers: HTTPFields
        let body: [UInt8]
    }

    private static let bodyLimitBytes = 16 * 1024 * 1024
    /// Of one connection, not of a request.
    private static let ownHeaders: Set<String> = ["host", "content-length", "transfer-encoding", "connection"]

    private let target: String
    private let http: HTTPClient
    private let kept = Mutex<[Exchange]>([])
    private let delivered = Mutex<[Delivery]>([])

    private init(target: String, http: HTTPClient) {
        self.target = target
        self.http = http
    }

    /// In the order they were answered.
    var exchanges: [Exchange] { kept.withLock { $0 } }
    var deliveries: [Delivery] { delivered.withLock { $0 } }

    /// Runs a proxy before `target` for as long as `body` runs, which gets it and its address.
    static func withRunning<Result: Sendable>(
        target: String, http: HTTPClient, _ body: (RecordingProxy, String) async throws -> Result
    ) async throws -> Result {
        let proxy = RecordingProxy(target: target, http: http)
        let responder = CallbackResponder<BasicRequestContext> { request, _ in try await proxy.respond(request) }
        let (ports, foundPort) = AsyncStream<Int>.makeStream()
        let logger = Logger(label: "proxy") { _ in SwiftLogNoOpLogHandler() }
        let application = Application(
            responder: responder, configuration: .init(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { channel in foundPort.yield(channel.localAddress?.port ?? 0) }, logger: logger)
        let services = ServiceGroup(services: [application], logger: logger)
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await services.run() }
            do {
                let port = await ports.first { _ in true } ?? 0
                let result = try await body(proxy, "http://127.0.0.1:\(port)")
                await services.triggerGracefulShutdown()
                try await group.waitForAll()
                return result
            } catch {
                await services.triggerGracefulShutdown()
                throw error
            }
        }
    }

    private func respond(_ request: Request) async throws -> Response {
        let body = Array(try await request.body.collect(upTo: Self.bodyLimitBytes).readableBytesView)
        let path = request.uri.path
        if ["/hook", "/callback"].contains(path) {
            delivered.withLock { $0.append(Delivery(path: path, headers: request.headers, body: body)) }
            return Response(status: .ok)
        }
        let response = try await pass(request, body)
        let answer = Array(try await response.body.collect(upTo: Self.bodyLimitBytes).readableBytesView)
        let contentType = response.headers.first(name: "content-type") ?? ""
        let query = request.uri.queryParameters.map { (name: String($0.key), value: String($0.value)) }
        let exchange = Exchange(
            method: request.method.rawValue, path: path, query: query, requestHeaders: request.headers,
            requestBody: body, status: Int(response.status.code), contentType: contentType, responseBody: answer)
        kept.withLock { $0.append(exchange) }
        var headers = HTTPFields()
        for (name, value) in response.headers where !Self.ownHeaders.contains(name.lowercased()) {
            if let name = HTTPField.Name(name) { headers.append(HTTPField(name: name, value: value)) }
        }
        return Response(
            status: .init(code: exchange.status), headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: answer)))
    }

    private func pass(_ request: Request, _ body: [UInt8]) async throws -> HTTPClientResponse {
        var onward = HTTPClientRequest(url: target + "\(request.uri)")
        onward.method = HTTPMethod(rawValue: request.method.rawValue)
        for field in request.headers where !Self.ownHeaders.contains(field.name.canonicalName) {
            onward.headers.add(name: field.name.rawName, value: field.value)
        }
        if !body.isEmpty { onward.body = .bytes(ByteBuffer(bytes: body)) }
        return try await http.execute(onward, timeout: .seconds(60))
    }
}
