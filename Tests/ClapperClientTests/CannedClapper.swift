import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import ServiceLifecycle
import Synchronization

/// A Clapper over real HTTP that answers what the test says and keeps what came.
final class CannedClapper: Sendable {
    struct Answer: Sendable {
        var status = 200
        var body = "{}"
        var headers: [String: String] = [:]

        static func ok(_ body: String) -> Answer { Answer(body: body) }

        static func problem(_ status: Int, _ members: String, retryAfter: String? = nil) -> Answer {
            var answer = Answer(status: status, body: "{\"type\":\"about:blank\",\"status\":\(status),\(members)}")
            answer.headers["content-type"] = "application/problem+json"
            if let retryAfter { answer.headers["retry-after"] = retryAfter }
            return answer
        }
    }

    struct Received: Sendable {
        let method: String
        /// Path and query.
        let uri: String
        let headers: HTTPFields
        let body: String

        var line: String { "\(method) \(uri)" }
    }

    private let answers: Mutex<[Answer]>
    private let calls = Mutex<[Received]>([])

    /// - Parameter answers: one for each call; the last one for ever.
    private init(_ answers: [Answer]) { self.answers = Mutex(answers) }

    /// What came, in order.
    var received: [Received] { calls.withLock { $0 } }

    static func withRunning<Result: Sendable>(
        _ answers: [Answer], _ body: (CannedClapper, String) async throws -> Result
    ) async throws -> Result {
        let canned = CannedClapper(answers)
        let responder = CallbackResponder<BasicRequestContext> { request, _ in try await canned.respond(request) }
        let (ports, foundPort) = AsyncStream<Int>.makeStream()
        let application = Application(
            responder: responder, configuration: .init(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { channel in foundPort.yield(channel.localAddress?.port ?? 0) },
            logger: Logger(label: "canned"))
        let services = ServiceGroup(services: [application], logger: Logger(label: "canned"))
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await services.run() }
            do {
                let port = await ports.first { _ in true } ?? 0
                let result = try await body(canned, "http://127.0.0.1:\(port)")
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
        let body = try await request.body.collect(upTo: 4_194_304)
        calls.withLock {
            $0.append(
                Received(
                    method: request.method.rawValue, uri: "\(request.uri)", headers: request.headers,
                    body: String(buffer: body)))
        }
        let answer = answers.withLock { $0.count > 1 ? $0.removeFirst() : $0[0] }
        var headers: HTTPFields = [.contentType: "application/json"]
        for (name, value) in answer.headers { headers[HTTPField.Name(name)!] = value }
        return Response(
            status: .init(code: answer.status), headers: headers,
            body: .init(byteBuffer: ByteBuffer(string: answer.body)))
    }
}
