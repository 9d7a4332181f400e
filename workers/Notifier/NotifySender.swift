import AsyncHTTPClient
import Foundation
import HeyGen
import Jobs
import NIOCore
import NIOHTTP1
import NIOPosix

/// Sends one message once.
struct NotifySender: Sendable {
    /// Longer waits are of no use to anybody: completions are told for a day.
    private static let longestRetryAfter = NotifySchedule.patience

    let httpClient: HTTPClient
    let secrets: [NotifySecret]
    let limits: NotifierLimits

    /// Sends a message and waits for the answer's status, at most ``NotifierLimits/exchange``.
    ///
    /// - Throws: `CancellationError`: whether the receiver has it is unknown.
    func send(_ message: NotifyMessage, to url: String) async throws(CancellationError) -> NotifyAnswer {
        // A task cancelled before it began sends nothing: the HTTP client may notice only after the body went out.
        if Task.isCancelled { throw CancellationError() }
        let deadline = ContinuousClock.now + limits.exchange
        let response: HTTPClientResponse
        do {
            // Without our logger: the client would write the URL to it.
            response = try await httpClient.execute(request(message, url), deadline: .now() + exchangeTime)
        } catch {
            if Task.isCancelled { throw CancellationError() }
            return .noAnswer(describe(error))
        }
        // The status is the answer. What follows it is read only to keep the connection.
        await drain(response.body, until: deadline)
        let retryAfter = RetryAfter.parse(
            response.headers.first(name: "retry-after"), now: Date(), longest: Self.longestRetryAfter)
        return .status(Int(response.status.code), retryAfter: retryAfter)
    }

    private var exchangeTime: TimeAmount { .milliseconds(Int64(limits.exchange.milliseconds)) }

    private func request(_ message: NotifyMessage, _ url: String) -> HTTPClientRequest {
        var request = HTTPClientRequest(url: url)
        request.method = .POST
        request.headers.add(name: "content-type", value: "application/json")
        request.headers.add(name: "user-agent", value: "Clapper")
        for (name, value) in message.headers(at: Date(), secrets: secrets) {
            request.headers.add(name: name, value: value)
        }
        request.body = .bytes(ByteBuffer(bytes: message.body))
        return request
    }

    /// Reads an answer to its end. One that is too long, or too slow, is dropped, which closes its connection.
    private func drain(_ body: HTTPClientResponse.Body, until deadline: ContinuousClock.Instant) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { [limits] in
                var left = limits.answerBytes
                do {
                    for try await part in body {
                        left -= part.readableBytes
                        if left < 0 { break }
                    }
                } catch {
                    // The answer broke off, or took too long: its status stands.
                }
            }
            // Cancellation ends the sleep early, which is what is wanted.
            group.addTask { try? await Task.sleep(until: deadline, clock: .continuous) }
            await group.next()
            group.cancelAll()
        }
    }

    /// The kind of error, without anything of the URL but, perhaps, its host.
    private func describe(_ error: any Error) -> String {
        switch error {
        case let error as HTTPClientError:
            error == .deadlineExceeded || error == .cancelled
                ? "no answer within \(limits.exchange)" : error.shortDescription
        case let error as IOError where error.errnoCode == ECONNREFUSED: "connection refused"
        case let error as IOError where [ECONNRESET, EPIPE].contains(error.errnoCode): "connection reset"
        case is NIOConnectionError: "the connection could not be made"
        default: String("\(error)".prefix(200).prefix { $0 != "?" })
        }
    }
}
