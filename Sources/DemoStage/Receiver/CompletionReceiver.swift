import Foundation
import HTTPTypes
import HeyGen
import Hummingbird
import NIOCore
import ServiceLifecycle
import Synchronization

/// The service that asked for the videos, as far as it is told: takes completions and answers 204 to what it believes.
final class CompletionReceiver: Sendable {
    private static let bodyLimitBytes = 2_097_152

    private let webhook: StandardWebhook
    // A mutex: handlers add for an instant, and the demo looks while they do.
    private let state = Mutex(Told())

    var told: Told { state.withLock { $0 } }

    private init(webhook: StandardWebhook) { self.webhook = webhook }

    /// Receives for as long as `body` runs, which gets the URL to be told at.
    /// - Parameter secret: what the completions are signed with.
    static func withRunning<Result: Sendable>(
        secret: String, _ body: @escaping @Sendable (CompletionReceiver, String) async throws -> Result
    ) async throws -> Result {
        guard let webhook = StandardWebhook(secret: secret) else {
            throw StageError.unreadable("the receiver's secret is not whsec_ and Base64")
        }
        let receiver = CompletionReceiver(webhook: webhook)
        let (ports, continuation) = AsyncStream.makeStream(of: Int.self)
        let router = Router()
        router.post("completions") { request, _ in try await receiver.take(request) }
        let server = Application(
            router: router, configuration: .init(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { channel in
                if let port = channel.localAddress?.port { continuation.yield(port) }
            },
            logger: Stage.silentLogger)
        // Shut down, not cancelled: a server that is cancelled while it accepts a connection traps in NIO.
        let services = ServiceGroup(services: [server], logger: Stage.silentLogger)
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                defer { continuation.finish() }
                try await services.run()
            }
            do {
                guard let port = await ports.first(where: { _ in true }) else {
                    try await group.waitForAll()
                    throw CancellationError()
                }
                let result = try await body(receiver, "http://127.0.0.1:\(port)/completions")
                await services.triggerGracefulShutdown()
                try await group.waitForAll()
                return result
            } catch {
                await services.triggerGracefulShutdown()
                throw error
            }
        }
    }

    private func take(_ request: Request) async throws -> HTTPResponse.Status {
        var body = try await request.body.collect(upTo: Self.bodyLimitBytes)
        let bytes = body.readBytes(length: body.readableBytes) ?? []
        let id = request.headers[Self.id]
        let isSigned = webhook.verifies(
            id: id, timestamp: request.headers[Self.timestamp], signatures: request.headers[Self.signature],
            body: bytes, now: Date())
        guard isSigned else {
            state.withLock { $0.refuse() }
            return .unauthorized
        }
        guard let id, let json = try? RawJSON(bytes), let job = json["data"]?["id"]?.string,
            let revision = json["revision"]?.int
        else {
            state.withLock { $0.refuse() }
            return .badRequest
        }
        state.withLock { $0.add(.init(webhookID: id, job: job, revision: revision)) }
        return .noContent
    }

    private static let id = HTTPField.Name("webhook-id")!
    private static let timestamp = HTTPField.Name("webhook-timestamp")!
    private static let signature = HTTPField.Name("webhook-signature")!
}
