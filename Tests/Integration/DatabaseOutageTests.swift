import AsyncHTTPClient
import Clapper
import DemoStage
import Foundation
import HeyGen
import HeyGenSimulator
import Jobs
import Logging
import NIOCore
import PostgreSQL
import PostgreSQLCluster
import TestSupport
import Testing

/// A database that goes away and comes back, under a Clapper that does not.
@Suite("A database outage", .timeLimit(.minutes(10)))
struct DatabaseOutageTests {
    @Test("events that arrive meanwhile are answered 503, nothing is lost, and every job ends once it is back")
    func outage() async throws {
        let logger = TestDatabase.silentLogger
        // A folder of its own: a temporary cluster is gone when it stops, and this one comes back.
        let folder = FileManager.default.temporaryDirectory.appending(path: "clapper-\(UUID().uuidString.prefix(8))")
            .path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let cluster = try await PrivateCluster.start(
            .init(directory: folder, durability: .test, maximumConnections: 60))
        do {
            try await Self.migrate(cluster.url, logger)
            let reservation = try PortReservation()
            let port = reservation.port
            var configuration = SimulatorConfiguration()
            configuration.timeScale = 100
            configuration.renderSeconds = 800...1200
            configuration.failRate = 0
            configuration.limit = 250
            configuration.webhookURL = "http://127.0.0.1:\(port)/webhooks/heygen"
            configuration.webhookSecret = Pipeline.webhookSecret
            try await Simulator.withRunning(configuration, logger: logger) { simulator, heygen in
                let settings = try await Pipeline.settings(
                    ["DATABASE_URL": cluster.url, "CLAPPER_MAX_RENDERS": "250"], port: port, heygen: heygen,
                    timeScale: 100)
                try await ClapperProcess.withRunning(settings, logger: logger) { _ in
                    try await Self.check(cluster, simulator)
                }
            }
            _ = consume reservation
        } catch {
            await cluster.stop(mode: .immediate)
            throw error
        }
        await cluster.stop(mode: .immediate)
    }

    private static func check(_ cluster: PrivateCluster, _ simulator: Simulator) async throws {
        let ids = try await withStore(cluster.url) { store in
            let requests = try (0..<200).map { number in
                try JobRequest(request: RawJSON(Array(Pipeline.body().utf8)), callbackID: "job-\(number)")
            }
            let ids = try await store.enqueue(requests).map(\.job)
            try await store.wakeSubmitters()
            return ids
        }
        try await simulator.wait { $0.purchases == 200 }
        await cluster.stop(mode: .fast)
        // Each event is tried while nothing can be stored, and refused in a way that brings it back.
        try await simulator.wait { ledger in
            ledger.videos.filter { $0.deliveries.contains { !(200..<300).contains($0.status ?? 0) } }.count == 200
        }
        for video in simulator.ledger.videos {
            for delivery in video.deliveries { #expect(delivery.status == 503) }
        }
        try await cluster.restart(mode: .fast)
        let jobs = try await withStore(cluster.url) { store in
            try await eventually(within: .seconds(90), "all jobs have ended") {
                try await store.ended(among: ids).count == 200
            }
            return try await store.jobs(ids)
        }
        #expect(jobs.allSatisfy { $0.state == .succeeded && $0.attempt == 1 })
        #expect(simulator.ledger.boughtTwice.isEmpty)
    }

    static func migrate(_ url: String, _ logger: Logger) async throws {
        let pool = PostgreSQLPool(configuration: try PostgreSQLConfiguration(url: url), size: 1, logger: logger)
        _ = try await Migrator(pool: pool, logger: logger).migrate()
        await pool.shutdown()
    }

    private static func withStore<T: Sendable>(_ url: String, _ body: (JobStore) async throws -> T) async throws -> T {
        let pool = PostgreSQLPool(
            configuration: try PostgreSQLConfiguration(url: url), size: 2, logger: TestDatabase.silentLogger)
        do {
            let value = try await body(JobStore(pool: pool))
            await pool.shutdown()
            return value
        } catch {
            await pool.shutdown()
            throw error
        }
    }
}
