import Endpoints
import HTTPTypes
import HeyGen
import Hummingbird
import HummingbirdTesting
import Intake
import Jobs
import NIOCore
import PostgreSQL
import Problems
import TestSupport
import Testing

@Suite("The contract's events", .contract)
struct EventFixtureTests {
    private static let secret = "whsec_test_only_4f1d2c7b9a60e35812aa"

    @Test("every fixture gets its verdict at its own time")
    func verdicts() throws {
        let fixtures = try EventFixture.all()
        #expect(fixtures.count >= 26)
        for (name, fixture) in fixtures {
            #expect(fixture.bytes.count == fixture.body_bytes, "\(name)")
            let verdict = WebhookVerifier(secrets: [fixture.test_secret ?? Self.secret])
                .verify(body: fixture.bytes, headers: fixture.fields, now: fixture.now)
            let plain = fixture.header_profile == "plain"
            let expected: Verification? =
                switch fixture.expected_verdict {
                case "accept":
                    .valid(profile: plain ? .plain : .prefixed, timestamp: plain ? .absent : .fresh)
                case "accept-and-flag": .valid(profile: .prefixed, timestamp: .stale)
                case "reject: bad signature": .invalid(.mismatch)
                case "treat as hint only": .invalid(.missing)
                default: nil
                }
            #expect(verdict == expected, "\(name)")
            let event = try #require(HeyGenEvent(body: fixture.bytes), "\(name)")
            #expect(event.type == fixture.event_type, "\(name)")
            let type = try #require(EventType.named(fixture.event_type), "\(name)")
            #expect(event.meaning == type.meaning, "\(name)")
            if event.meaning == .succeeded || event.meaning == .failed { #expect(event.entityID != nil, "\(name)") }
        }
    }

    @Test("intake takes the good ones, refuses the bad ones, and stale ones only when it is strict", .migratedDatabase)
    func intake() async throws {
        let fixtures = try EventFixture.all()
        #expect(fixtures.values.contains { $0.expected_verdict_strict == "reject" })
        try await answers(strict: false, fixtures) { fixture, status in
            status == (fixture.expected_verdict.hasPrefix("accept") ? 200 : 401)
        }
        // By the clock on the wall every fixture is old, so a strict door refuses them all.
        try await answers(strict: true, fixtures) { _, status in status == 401 }
    }

    private func answers(
        strict: Bool, _ fixtures: [String: EventFixture], _ isExpected: @Sendable @escaping (EventFixture, Int) -> Bool
    ) async throws {
        let logger = TestDatabase.silentLogger
        var settings = IntakeSettings()
        settings.strictTimestamps = strict
        let pool = PostgreSQLPool(configuration: TestDatabase.current.configuration, size: 4, logger: logger)
        let store = JobStore(pool: pool)
        let settlements = SettlementLog(wakeUps: WakeUps(store: store, logger: logger), logger: logger)
        let intake = EventIntake(store: store, settlements: settlements, settings: settings, logger: logger)
        let router = Router(context: BasicRequestContext.self)
        router.add(middleware: ProblemMiddleware())
        IntakeRoutes(
            intake: intake,
            secrets: WebhookSecrets(configured: [Self.secret], store: nil, key: nil, logger: logger),
            settings: settings, logger: logger
        ).add(to: router)
        let application = Application(router: router, services: [pool, intake], logger: logger)
        try await application.test(.live) { client in
            for (name, fixture) in fixtures {
                var headers = fixture.fields
                headers[.contentType] = "application/json"
                // The client counts for itself.
                headers[.contentLength] = nil
                headers[HTTPField.Name("Host")!] = nil
                try await client.execute(
                    uri: "/webhooks/heygen", method: .post, headers: headers, body: ByteBuffer(bytes: fixture.bytes)
                ) { response in
                    #expect(isExpected(fixture, response.status.code), "\(name): \(response.status)")
                }
            }
        }
    }
}
