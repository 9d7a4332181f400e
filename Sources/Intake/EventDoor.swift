import Hummingbird
import Jobs
import Logging
import NIOCore
import Problems

/// What both ways in have in common: the body within its limit, and the answer once what it says is committed.
struct EventDoor: Sendable {
    let settings: IntakeSettings
    let refusals = IntakeRefusals()
    let logger: Logger

    func collect(_ request: Request) async throws -> [UInt8] {
        do {
            return Array(try await request.body.collect(upTo: settings.bodyLimitBytes).readableBytesView)
        } catch is NIOTooManyBytesError {
            refusals.count(.tooLarge)
            throw Problem(.contentTooLarge, "events are at most \(settings.bodyLimitBytes) bytes")
        }
    }

    /// Answers 200 with the disposition after the commit; our own trouble is always 503, so that HeyGen comes again.
    func answer(_ commit: () async throws -> Settlement) async throws -> Response {
        do {
            let settlement = try await commit()
            let answer = #"{"disposition":"\#(settlement.disposition.rawValue)"}"#
            return Response(
                status: .ok, headers: [.contentType: "application/json"],
                body: .init(byteBuffer: ByteBuffer(string: answer)))
        } catch {
            refusals.count(.trouble)
            logger.warning("an event was not committed", metadata: ["reason": "\(error)"])
            throw Problem.unavailable("the event was not stored: send it again", retryAfterSeconds: 5)
        }
    }
}
