import HTTPTypes
package import Hummingbird
package import Jobs
package import Logging
import NIOCore
import Problems

/// `/callbacks/heygen/{token}`: where HeyGen tells of one job, unsigned.
///
/// The token is all that is believed, and it names the job; a hit makes us read. Our own trouble is always 503.
package struct CallbackRoutes<Context: RequestContext>: Sendable {
    private let intake: EventIntake
    private let tokens: CallbackTokens?
    private let logger: Logger
    private let door: EventDoor

    /// - Parameter tokens: nil where this process has no key to know them by.
    package init(intake: EventIntake, tokens: CallbackTokens?, settings: IntakeSettings, logger: Logger) {
        self.intake = intake
        self.tokens = tokens
        self.logger = logger
        door = EventDoor(settings: settings, logger: logger)
    }

    package func add(to router: some RouterMethods<Context>) {
        let path = RouterPath(CallbackURLs.path + "{token}")
        // Whether a token is ours is told to nobody who only asks.
        for method in [HTTPRequest.Method.options, .get, .head] {
            router.on(path, method: method) { _, _ in
                Response(status: .ok, headers: [.allow: Self.allowed], body: .init())
            }
        }
        for method in [HTTPRequest.Method.put, .patch, .delete] {
            router.on(path, method: method) { _, _ in
                var response = Problem(.methodNotAllowed, "events are posted here").response
                response.headers[.allow] = Self.allowed
                return response
            }
        }
        router.post(path) { request, context in
            try await receive(request, context.parameters.get("token") ?? "")
        }
    }

    private static var allowed: String { "POST, OPTIONS, GET, HEAD" }

    private func receive(_ request: Request, _ token: String) async throws -> Response {
        guard let tokens else {
            door.refusals.count(.noSecret)
            logger.error("a hit was not taken: no key is configured", metadata: ["variable": "CLAPPER_SECRET_KEY"])
            throw Problem.unavailable("CLAPPER_SECRET_KEY is not set here, so no address can be known again")
        }
        // Before a byte of the body is read, and without a word of the token in any log.
        guard let named = tokens.check(token) else {
            door.refusals.count(.token)
            throw Problem(.notFound, "there is no such address")
        }
        let body = try await door.collect(request)
        return try await door.answer {
            try await intake.take(Verdict(hit: body, on: named.job, attempt: named.attempt))
        }
    }
}
