import AsyncHTTPClient
import Logging
import NIOCore
import NIOHTTP1

/// Sends webhooks over HTTP.
struct WebhookSender: Sendable {
    /// How many deliveries run at once; a receiver that hangs holds one of them for 10 s.
    private static let concurrencyLimit = 64
    /// HeyGen's limit. Real seconds at any time scale, for the receiver runs at real speed.
    private static let timeout = TimeAmount.seconds(10)
    private static let answerLimitBytes = 65_536

    let core: SimulatorCore
    let client: HTTPClient
    let logger: Logger

    static func clientConfiguration() -> HTTPClient.Configuration {
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow, timeout: .init(connect: .seconds(5)))
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = concurrencyLimit
        configuration.connectionPool.retryConnectionEstablishment = false
        return configuration
    }

    /// Sends what the state puts out, until cancelled.
    func run() async {
        await withTaskGroup(of: Void.self) { group in
            var running = 0
            for await request in core.outbox {
                if running == Self.concurrencyLimit {
                    await group.next()
                    running -= 1
                }
                running += 1
                group.addTask { await deliver(request) }
            }
            group.cancelAll()
        }
    }

    /// One attempt. Its end is written down even when the task is cancelled.
    func deliver(_ outbound: OutboundRequest) async {
        var request = HTTPClientRequest(url: outbound.url)
        request.method = .POST
        for (name, value) in outbound.headers { request.headers.add(name: name, value: value) }
        request.body = .bytes(ByteBuffer(bytes: outbound.body))
        var status: Int?
        do {
            let response = try await client.execute(request, timeout: Self.timeout, logger: logger)
            status = Int(response.status.code)
            // Read to the end, so that the connection can be used again.
            _ = try? await response.body.collect(upTo: Self.answerLimitBytes)
        } catch {
            logger.debug("webhook not delivered", metadata: ["attempt": "\(outbound.delivery.attempt)"])
        }
        core.perform { [status] state, now in state.deliveryEnded(outbound, status: status, now: now) }
    }
}
