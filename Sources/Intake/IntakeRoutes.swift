package import Endpoints
import Foundation
import HTTPTypes
import HeyGen
package import Hummingbird
import Jobs
package import Logging
import Metrics
import NIOCore
import PostgreSQL
import Problems

/// `/webhooks/heygen`: where HeyGen's signed events arrive.
///
/// Bytes, signature over them, commit, 2xx; in this order. Our own trouble is always 503, so that HeyGen comes again.
package struct IntakeRoutes<Context: RequestContext>: Sendable {
    private let intake: EventIntake
    private let secrets: WebhookSecrets
    private let settings: IntakeSettings
    private let logger: Logger
    private let door: EventDoor

    package init(intake: EventIntake, secrets: WebhookSecrets, settings: IntakeSettings, logger: Logger) {
        self.intake = intake
        self.secrets = secrets
        self.settings = settings
        self.logger = logger
        door = EventDoor(settings: settings, logger: logger)
    }

    package func add(to router: some RouterMethods<Context>) {
        // HeyGen may ask before it registers an endpoint, and waits one second: the database is not involved.
        for method in [HTTPRequest.Method.options, .get, .head] {
            router.on("/webhooks/heygen", method: method) { _, _ in
                Response(status: .ok, headers: [.allow: Self.allowed], body: .init())
            }
        }
        for method in [HTTPRequest.Method.put, .patch, .delete] {
            router.on("/webhooks/heygen", method: method) { _, _ in
                var response = Problem(.methodNotAllowed, "events are posted here").response
                response.headers[.allow] = Self.allowed
                return response
            }
        }
        router.post("/webhooks/heygen") { request, _ in
            try await receive(request)
        }
    }

    private static var allowed: String { "POST, OPTIONS, GET, HEAD" }

    private func receive(_ request: Request) async throws -> Response {
        let body = try await door.collect(request)
        let view = secrets.current
        switch view.verifier.verify(body: body, headers: request.headers, now: Date()) {
        // What carries no signature at all is not HeyGen's, whatever is under way.
        case .noSecretConfigured where view.excuse != nil, .invalid(.mismatch) where view.excuse != nil:
            throw excused(view.excuse)
        case .noSecretConfigured:
            door.refusals.count(.noSecret)
            logger.error(
                "an event was not taken: no secret is configured", metadata: ["variable": "HEYGEN_WEBHOOK_SECRETS"])
            throw Problem.unavailable(
                "HEYGEN_WEBHOOK_SECRETS is not set here and no endpoint registered, so nothing can be verified")
        case .invalid(let reason):
            door.refusals.count(.signature)
            logger.warning("an event was refused", metadata: ["reason": "\(reason.rawValue)"])
            throw Problem(.unauthorized, "not signed by HeyGen as far as can be told: \(reason.rawValue)")
        case .valid(_, let timestamp):
            if timestamp != .fresh { try flag(timestamp) }
        }
        return try await door.answer { try await intake.take(body, from: .webhook) }
    }

    /// The signature may be HeyGen's and be made with a secret we are about to learn.
    private func excused(_ excuse: WebhookSecretsView.Excuse?) -> Problem {
        door.refusals.count(excuse == .rotating ? .rotation : .secretsUnread)
        logger.notice(
            "an event was not verified, and is to come again", metadata: ["reason": "\(excuse?.rawValue ?? "")"])
        return .unavailable("the secret that signs this is not known yet: send it again", retryAfterSeconds: 5)
    }

    /// The timestamp is not covered by the signature, so a stale one proves no replay; a retry hours later may carry it.
    private func flag(_ timestamp: Verification.Timestamp) throws {
        guard settings.strictTimestamps else {
            if timestamp == .stale {
                door.refusals.countFlagged()
                logger.notice("an event has a stale timestamp", metadata: ["taken": "true"])
            }
            return
        }
        door.refusals.count(.timestamp)
        throw Problem(.unauthorized, "the timestamp is \(timestamp.rawValue), and CLAPPER_STRICT_TIMESTAMPS is on")
    }
}
