import Endpoints
import Foundation
import HTTPTypes
import HeyGen
import Hummingbird
import HummingbirdTesting
import Intake
import Jobs
import NIOCore
import PostgreSQL
import Problems
import ServiceLifecycle
import TestSupport

/// Intake behind real HTTP on the test's database, and what a test sends to it.
struct Door: Sendable {
    static let secret = "whsec_intake_test"

    static let tokens = (try? SecretKey("intake-test-key-of-32-characters-")).map { CallbackTokens(secretKey: $0) }

    let client: any TestClientProtocol
    let store: JobStore

    /// Serves for as long as `body` runs.
    static func open(
        secrets: [String] = [secret], tokens: CallbackTokens? = tokens, settings: IntakeSettings = IntakeSettings(),
        live: WebhookSecrets? = nil, running: Bool = false, database: PostgreSQLConfiguration? = nil,
        _ body: @Sendable @escaping (Door) async throws -> Void
    ) async throws {
        let logger = TestDatabase.silentLogger
        var configuration = database ?? TestDatabase.current.configuration
        configuration.queryTimeout = IntakeSettings.commitTimeout
        let pool = PostgreSQLPool(
            configuration: configuration, size: 4, leaseTimeout: .seconds(3), logger: logger)
        let store = JobStore(pool: pool)
        let settlements = SettlementLog(wakeUps: WakeUps(store: store, logger: logger), logger: logger)
        let intake = EventIntake(store: store, settlements: settlements, settings: settings, logger: logger)
        let router = Router(context: BasicRequestContext.self)
        router.add(middleware: ProblemMiddleware())
        IntakeRoutes(
            intake: intake, secrets: live ?? WebhookSecrets(configured: secrets, store: nil, key: nil, logger: logger),
            settings: settings, logger: logger
        ).add(to: router)
        CallbackRoutes(intake: intake, tokens: tokens, settings: settings, logger: logger).add(to: router)
        var services: [any Service] = [pool, intake]
        if running, let live { services.append(live) }
        let application = Application(router: router, services: services, logger: logger)
        try await application.test(.live) { client in
            try await body(Door(client: client, store: store))
        }
    }

    /// Posts a body signed with `secret`, unless headers are given; returns status and answer.
    func post(_ body: [UInt8], headers: HTTPFields? = nil) async throws -> (status: Int, body: String) {
        let fields = headers ?? Self.signed(body)
        return try await client.execute(
            uri: "/webhooks/heygen", method: .post, headers: fields, body: ByteBuffer(bytes: body)
        ) { response in
            (response.status.code, String(buffer: response.body))
        }
    }

    /// Posts a body, unsigned, to a callback address.
    func hit(_ token: String, _ body: [UInt8]) async throws -> (status: Int, body: String) {
        try await client.execute(
            uri: "/callbacks/heygen/\(token)", method: .post, headers: [.contentType: "application/json"],
            body: ByteBuffer(bytes: body)
        ) { response in
            (response.status.code, String(buffer: response.body))
        }
    }

    /// Asks without a body; returns status and the methods that are allowed.
    func ask(
        _ method: HTTPRequest.Method, at path: String = "/webhooks/heygen"
    ) async throws -> (status: Int, allowed: String) {
        try await client.execute(uri: path, method: method) { response in
            (response.status.code, response.headers[.allow] ?? "")
        }
    }

    static func signed(
        _ body: [UInt8], secret: String = secret, at date: Date? = Date(), header: String = "Heygen-Signature"
    ) -> HTTPFields {
        var fields: HTTPFields = [
            .contentType: "application/json",
            HTTPField.Name(header)!: WebhookSigner.sign(body: body, secret: secret),
        ]
        if let date { fields[HTTPField.Name("Heygen-Timestamp")!] = "\(Int(date.timeIntervalSince1970))" }
        return fields
    }

    /// A success event with a link.
    static func success(_ callbackID: String, video: String) -> [UInt8] {
        let data = #"{"video_id":"\#(video)","url":"https://files.example.com/v.mp4","callback_id":"\#(callbackID)"}"#
        return Array(#"{"event_type":"avatar_video.success","event_data":\#(data)}"#.utf8)
    }

    /// Jobs that HeyGen renders, with callback ids `<prefix>-<i>` and video ids `vid_<callback id>`.
    func rendering(_ count: Int, prefix: String = "job", kind: RenderKind = .video) async throws -> [JobID] {
        let member = kind.pathMember.map { #","\#($0)":"x""# } ?? kind.listOfRenders.map { #","\#($0)":["x"]"# }
        let body = #"{"type":"avatar"\#(member ?? "")}"#
        let requests = try (0..<count).map { number in
            try JobRequest(kind: kind.name, request: RawJSON(Array(body.utf8)), callbackID: "\(prefix)-\(number)")
        }
        let ids = try await store.enqueue(requests).map(\.job)
        try await store.configure(maxRenders: 1000, raiseEvery: .seconds(30))
        let claims = try await store.claim(
            limit: count, by: UUID(), lease: .seconds(60), in: try await store.queue())
        _ = try await store.begin(claims.map { ($0, [1]) })
        _ = try await store.record(
            claims.map { SubmissionAnswer($0, .accepted(videoID: "vid_\($0.callbackID)"), wait: .seconds(300)) })
        return ids
    }

    func count(_ query: String) async throws -> Int {
        try await store.pool.query(Statement("", query)).first?.decode(0) ?? -1
    }
}
