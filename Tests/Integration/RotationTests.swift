import AsyncHTTPClient
import Clapper
import ClapperClient
import DemoStage
import Endpoints
import Foundation
import HeyGen
import HeyGenSimulator
import Jobs
import Logging
import Synchronization
import TestSupport
import Testing

/// Secrets change at HeyGen while events flow, and none is lost.
@Suite("Rotation and registration", .migratedDatabase, .timeLimit(.minutes(10)))
struct RotationTests {
    private static let key = "a passphrase of the tests, thirty-two"

    private func endpointID(_ client: ClapperClient) async throws -> String {
        let endpoints = try await client.endpoints().items
        #expect(endpoints.count == 1)
        return try #require(endpoints.first?.json["endpoint_id"]?.string)
    }

    @Test(
        "rotated plainly and blue/green while events flow: every job ends by webhook, and what came too early was 503")
    func rotation() async throws {
        try await Pipeline.run(
            environment: ["CLAPPER_SECRET_KEY": Self.key, "CLAPPER_MAX_RENDERS": "60"], timeScale: 20,
            configure: {
                $0.limit = 60
                $0.slowCreateSeconds = 20
            }
        ) { pipeline in
            let configuration = try ClapperClientConfiguration(url: pipeline.url, token: Pipeline.token)
            try await ClapperClient.withClient(configuration) { client in
                let ids = try await pipeline.enqueue(180)
                try await eventually("events flow") { try await pipeline.store.ended(among: ids).count >= 5 }
                let id = try await endpointID(client)
                // The answer comes a second after HeyGen began to sign with the new secret.
                pipeline.simulator.faults = [.slowCreate: 1]
                let plain = try await client.rotateEndpoint(id, mode: "plain", windowSeconds: 5)
                pipeline.simulator.faults = [:]
                #expect(plain.json["secret"]?.string == "stored")
                // What HeyGen would still repeat to the old endpoint goes with it: hence the overlap, here a short one.
                try await eventually("what was put off has come") {
                    pipeline.simulator.ledger.videos.filter { $0.status == "completed" }.allSatisfy { video in
                        video.deliveries.contains { $0.status == 200 }
                    }
                }
                let other = try await client.rotateEndpoint(id, mode: "blue_green", windowSeconds: 1)
                #expect(try await endpointID(client) == other.json["endpoint_id"]?.string)
                let jobs = try await pipeline.ended(ids, within: .seconds(120))
                #expect(jobs.allSatisfy { $0.state == .succeeded && $0.resolvedBy == "webhook" })
            }
            let statuses = pipeline.simulator.ledger.videos.flatMap(\.deliveries).map(\.status)
            #expect(statuses.contains(503))
            #expect(Set(statuses).isSubset(of: [200, 503]))
        }
    }

    /// Runs a simulated HeyGen, and what makes keepers before it, each as of another process.
    private func withKeepers(
        logger: Logger = TestDatabase.silentLogger,
        configure: (inout SimulatorConfiguration) -> Void = { _ in },
        _ body: (Simulator, HeyGenClient, _ keeper: @escaping @Sendable () throws -> EndpointKeeper) async throws ->
            Void
    ) async throws {
        var configuration = SimulatorConfiguration()
        configuration.probesEndpoints = false
        configuration.timeScale = 100
        configure(&configuration)
        try await Simulator.withRunning(configuration, logger: TestDatabase.silentLogger) { simulator, heygen in
            try await HTTPClient.withHTTPClient(configuration: HeyGenClient.httpClientConfiguration()) { http in
                let client = HeyGenClient(
                    configuration: HeyGenConfiguration(baseURL: heygen, credential: .apiKey("k")), httpClient: http,
                    logger: TestDatabase.silentLogger)
                try await withStore { store in
                    try await body(simulator, client) {
                        EndpointKeeper(
                            client: client, store: store, key: try SecretKey(Self.key), logger: logger)
                    }
                }
            }
        }
    }

    @Test(
        "processes that register at once make one endpoint between them, though answers get lost, and later ones adopt it"
    )
    func together() async throws {
        let url = "https://x.test/webhooks/heygen"
        try await withKeepers(configure: { $0.faults = [.lostAnswer: 0.3, .slowCreate: 0.5] }) {
            simulator, client, keeper in
            let ids = try await withThrowingTaskGroup(of: String.self) { group in
                for _ in 0..<5 {
                    group.addTask { try await keeper().register(url: url, configured: false).endpointID }
                }
                return try await group.reduce(into: Set<String>()) { $0.insert($1) }
            }
            simulator.faults = [:]
            #expect(ids.count == 1)
            #expect(try await client.endpoints().endpoints.map(\.id) == Array(ids))
            let later = try await keeper().register(url: url, configured: false)
            #expect(later.way == .adopted)
            #expect(later.missingEvents == [])
            #expect(later.strangers == 0)
        }
    }

    @Test(
        "an endpoint that is there without its secret is rotated, unless secrets are set by hand: then it is left alone"
    )
    func strangers() async throws {
        let url = "https://x.test/webhooks/heygen"
        try await withKeepers { simulator, client, keeper in
            let there = try await client.createEndpoint(
                url: url, events: ["avatar_video.success"], idempotencyKey: "somebody")
            let assumed = try await keeper().register(url: url, configured: true)
            #expect(assumed.way == .assumed)
            #expect(assumed.missingEvents.contains("avatar_video.fail"))
            #expect(!assumed.missingEvents.contains("avatar_video.success"))
            #expect(!assumed.missingEvents.contains("live_avatar.success"))
            #expect(simulator.webhookSecret == there.secret)
            let rotated = try await keeper().register(url: url, configured: false)
            #expect(rotated.way == .rotated)
            #expect(rotated.endpointID == there.id)
            #expect(simulator.webhookSecret != there.secret)
            #expect(try await keeper().register(url: url, configured: false).way == .adopted)
        }
    }

    @Test("a blue/green rotation that is interrupted goes on when it is asked for again, and makes no third endpoint")
    func interrupted() async throws {
        try await withKeepers { simulator, client, keeper in
            let id = try await keeper().create(url: "https://x.test/", events: nil, entityID: nil).endpoint.id
            try await withThrowingTaskGroup(of: Rotation.self) { group in
                group.addTask { try await keeper().replace(id, overlap: .seconds(600)) }
                try await eventually("both secrets are held") {
                    let secrets = try await keeper().page(limit: 10, token: nil).endpoints.map(\.secret)
                    return Set(secrets) == [.stored, .replacing]
                }
                group.cancelAll()
                await #expect(throws: EndpointError.interrupted) { _ = try await group.next() }
            }
            #expect(try await client.endpoints().endpoints.count == 2)
            let resumed = try await keeper().replace(id, overlap: .zero)
            #expect(resumed.isResumed)
            #expect(try await client.endpoints().endpoints.map(\.id) == [resumed.endpointID])
            #expect(simulator.ledger.calls["POST /v3/webhooks/endpoints"] == 2)
            await #expect(throws: EndpointError.unknown(id)) { try await keeper().replace(id, overlap: .zero) }
        }
    }

    @Test(
        "an endpoint of ours that HeyGen lost is made anew by the next start, by several at once one; its secret goes on"
    )
    func lostBeforeStart() async throws {
        let url = "https://x.test/webhooks/heygen"
        try await withKeepers { _, client, keeper in
            let lost = try await keeper().register(url: url, configured: false).endpointID
            let moved = try await keeper().create(url: url, events: nil, entityID: nil, another: true).endpoint.id
            _ = try await client.deleteEndpoint(lost)
            _ = try await client.updateEndpoint(moved, url: "https://elsewhere.test/", events: nil)
            let ids = try await withThrowingTaskGroup(of: String.self) { group in
                for _ in 0..<4 {
                    group.addTask { try await keeper().register(url: url, configured: false).endpointID }
                }
                return try await group.reduce(into: Set<String>()) { $0.insert($1) }
            }
            #expect(ids.count == 1)
            #expect(Set(try await client.endpoints().endpoints.map(\.id)) == ids.union([moved]))
            try await withStore { (store) async throws in
                #expect(Set(try await store.endpoints().map(\.id)) == ids.union([moved]))
                #expect(Set(try await store.acceptedSecrets().sealed.map(\.endpointID)) == ids.union([moved, lost]))
            }
        }
    }

    @Test("a registrar that runs notices the loss, says so in one warning and registers anew")
    func lostWhileRunning() async throws {
        let lines = Mutex<[String]>([])
        let logger = Logger(label: "test") { _ in TextLogHandler { line in lines.withLock { $0.append(line) } } }
        try await withKeepers(logger: logger) { _, client, keeper in
            let registrar = EndpointRegistrar(
                keeper: try keeper(), publicURL: "https://x.test", hasConfiguredSecrets: false,
                lookGap: .milliseconds(20), logger: logger)
            registrar.doorIsOpen()
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await registrar.run() }
                func there() async throws -> [String] { try await client.endpoints().endpoints.map(\.id) }
                try await eventually("it is registered") { try await !there().isEmpty }
                try await eventually("its secret is held") {
                    try await keeper().page(limit: 10, token: nil).endpoints.map(\.secret) == [.stored]
                }
                let first = try await there()
                _ = try await client.deleteEndpoint(first[0])
                try await eventually("it is registered anew") {
                    let endpoints = try await keeper().page(limit: 10, token: nil).endpoints
                    return endpoints.map(\.secret) == [.stored] && endpoints.map(\.endpoint.id) != first
                }
                try await eventually("it is told") {
                    lines.withLock { $0.count { $0.contains("the endpoint is registered") } } == 2
                }
                group.cancelAll()
            }
            #expect(lines.withLock { $0.count { $0.contains("HeyGen does not have an endpoint of ours") } } == 1)
        }
    }

    @Test("a Clapper told to registers its endpoint by itself, is probed, and hears of its jobs; HeyGen may come later")
    func registers() async throws {
        let reservation = try PortReservation()
        let lines = Mutex<[String]>([])
        let logger = Logger(label: "test") { _ in TextLogHandler { line in lines.withLock { $0.append(line) } } }
        var configuration = SimulatorConfiguration()
        configuration.timeScale = 200
        configuration.renderSeconds = 20...60
        configuration.failRate = 0
        configuration.faults = [.error5xx: 0.5]
        try await Simulator.withRunning(configuration, logger: TestDatabase.silentLogger) { simulator, heygen in
            let settings = try await Pipeline.settings(
                [
                    "HEYGEN_WEBHOOK_SECRETS": "", "CLAPPER_SECRET_KEY": Self.key, "CLAPPER_REGISTER_ENDPOINT": "on",
                    "CLAPPER_PUBLIC_URL": "http://127.0.0.1:\(reservation.port)/",
                ], port: reservation.port, heygen: heygen, timeScale: 200)
            try await ClapperProcess.withRunning(settings, logger: logger) { url in
                try await withStore(size: 2) { store in
                    try await eventually("the endpoint is registered") { try await store.endpoints().count == 1 }
                    simulator.faults = [:]
                    let stored = try await store.endpoints()
                    #expect(stored.map(\.url) == ["http://127.0.0.1:\(reservation.port)/webhooks/heygen"])
                    let pipeline = Pipeline(simulator: simulator, heygenURL: heygen, url: url, store: store)
                    let jobs = try await pipeline.ended(try await pipeline.enqueue(5))
                    #expect(jobs.allSatisfy { $0.resolvedBy == "webhook" })
                    let secret = try #require(simulator.webhookSecret)
                    let text = lines.withLock { $0.joined(separator: "\n") }
                    #expect(text.contains("the endpoint is registered"))
                    for hidden in [secret, Self.key] { #expect(!text.contains(hidden)) }
                }
            }
        }
        _ = consume reservation
    }
}
