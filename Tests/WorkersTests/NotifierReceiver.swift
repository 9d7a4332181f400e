import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import ServiceLifecycle
import Synchronization
import TestSupport

/// A receiver of notifications that answers what the test says and keeps what came.
final class NotifierReceiver: Sendable {
    struct Received: Sendable {
        let path: String
        let headers: HTTPFields
        let body: [UInt8]

        func header(_ name: String) -> String? {
            HTTPField.Name(name).flatMap { headers[$0] }
        }
    }

    enum Answer: Sendable {
        case status(HTTPResponse.Status, HTTPFields = [:])
        /// Nothing, until ``release()``; then 200.
        case hold
        /// 200 and a body that never ends.
        case endless
    }

    private struct State {
        var answers: [Answer]
        var last: Answer
        var received: [Received] = []
        var endlessWasCut = false
    }

    private let state: Mutex<State>
    private let gate = AsyncStream<Void>.makeStream()
    private let origins = AsyncStream<String>.makeStream()
    /// Scheme, host and port, once it runs.
    let origin = Mutex("")

    private init(_ answers: [Answer], then last: Answer) {
        state = Mutex(State(answers: answers, last: last))
    }

    var received: [Received] { state.withLock { $0.received } }
    /// Whether the peer closed the connection on an endless body.
    var endlessWasCut: Bool { state.withLock { $0.endlessWasCut } }
    var url: String { origin.withLock { $0 } + "/hook/path-token?key=query-token" }

    /// Answers what is held with 200, now and later.
    func release() { gate.continuation.finish() }

    /// - Parameters:
    ///   - answers: the first answers.
    ///   - last: all others.
    static func withRunning<Result: Sendable>(
        _ answers: [Answer] = [], then last: Answer = .status(.ok), _ body: (NotifierReceiver) async throws -> Result
    ) async throws -> Result {
        let receiver = NotifierReceiver(answers, then: last)
        let router = Router()
        router.post("**") { request, _ in try await receiver.handle(request) }
        let application = Application(
            router: router, configuration: .init(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { channel in
                receiver.origins.continuation.yield("http://127.0.0.1:\(channel.localAddress?.port ?? 0)")
            },
            logger: TestDatabase.silentLogger)
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await application.run() }
            // A held request must not hold the test.
            defer { group.cancelAll() }
            let origin = await receiver.origins.stream.first { _ in true } ?? ""
            receiver.origin.withLock { $0 = origin }
            return try await body(receiver)
        }
    }

    private func handle(_ request: Request) async throws -> Response {
        let body = try await request.body.collect(upTo: 4_194_304)
        let seen = Received(
            path: request.uri.path, headers: request.headers, body: Array(body.readableBytesView))
        let answer = state.withLock { state in
            state.received.append(seen)
            return state.answers.isEmpty ? state.last : state.answers.removeFirst()
        }
        switch answer {
        case .status(let status, let headers): return Response(status: status, headers: headers)
        case .hold:
            for await _ in gate.stream {}
            return Response(status: .ok)
        case .endless:
            return Response(
                status: .ok,
                body: ResponseBody { writer in
                    do {
                        // A gibibyte: far more than any socket buffers.
                        for _ in 0..<65_536 { try await writer.write(ByteBuffer(repeating: 0x20, count: 16_384)) }
                    } catch {
                        self.state.withLock { $0.endlessWasCut = true }
                        throw error
                    }
                    try await writer.finish(nil)
                })
        }
    }
}
