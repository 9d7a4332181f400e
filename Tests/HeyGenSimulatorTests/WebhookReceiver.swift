import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import ServiceLifecycle
import Synchronization

/// A receiver of webhooks that answers what the test says and keeps what came.
final class WebhookReceiver: Sendable {
    struct Received: Sendable {
        let headers: HTTPFields
        let body: [UInt8]
    }

    /// What came, in order.
    let received: AsyncStream<Received>
    private let arrive: AsyncStream<Received>.Continuation
    private let answers: Mutex<[HTTPResponse.Status]>

    /// What came as a probe, by header.
    private let probes = Mutex<[HTTPFields]>([])
    var probeCount: Int { probes.withLock(\.count) }

    /// - Parameter answers: the first answers; then 200 for ever.
    private init(_ answers: [HTTPResponse.Status]) {
        self.answers = Mutex(answers)
        (received, arrive) = AsyncStream.makeStream()
    }

    static func withRunning<Result: Sendable>(
        answers: [HTTPResponse.Status] = [], probeAnswer: HTTPResponse.Status? = .ok,
        _ body: (WebhookReceiver, String) async throws -> Result
    ) async throws -> Result {
        let receiver = WebhookReceiver(answers)
        let router = Router()
        router.post("/hook") { request, _ in
            let body = try await request.body.collect(upTo: 1_048_576)
            receiver.arrive.yield(Received(headers: request.headers, body: Array(body.readableBytesView)))
            return receiver.answers.withLock { $0.isEmpty ? .ok : $0.removeFirst() }
        }
        router.on("/hook", method: .options) { request, _ in
            receiver.probes.withLock { $0.append(request.headers) }
            // Nil: no answer before the end of the test.
            guard let probeAnswer else {
                try await gracefulShutdown()
                return HTTPResponse.Status.ok
            }
            return probeAnswer
        }
        let (ports, foundPort) = AsyncStream<Int>.makeStream()
        let application = Application(
            router: router, configuration: .init(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { channel in foundPort.yield(channel.localAddress?.port ?? 0) },
            logger: Logger(label: "receiver"))
        let services = ServiceGroup(services: [application], logger: Logger(label: "receiver"))
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await services.run() }
            do {
                let port = await ports.first { _ in true } ?? 0
                let result = try await body(receiver, "http://127.0.0.1:\(port)/hook")
                await services.triggerGracefulShutdown()
                try await group.waitForAll()
                return result
            } catch {
                await services.triggerGracefulShutdown()
                throw error
            }
        }
    }

    /// The next `count` deliveries; throws when they are not there by the deadline.
    func next(_ count: Int = 1) async throws -> [Received] {
        try await withDeadline { [received] in
            var found: [Received] = []
            for await delivery in received {
                found.append(delivery)
                if found.count == count { break }
            }
            return found
        }
    }
}
