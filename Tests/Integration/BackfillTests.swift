import Clapper
import Foundation
import HeyGenSimulator
import Jobs
import Logging
import TestSupport
import Testing
import Workers

/// What HeyGen told while nobody listened.
@Suite("After downtime", .migratedDatabase, .timeLimit(.minutes(10)))
struct BackfillTests {
    private static let timeScale = 1000.0

    /// Jobs that a submitter alone has sent and HeyGen has finished, ten provider minutes and more ago.
    private func afterDowntime(
        _ count: Int, _ body: (Simulator, String, JobStore, [JobID]) async throws -> Void
    ) async throws {
        var configuration = SimulatorConfiguration()
        configuration.timeScale = Self.timeScale
        configuration.renderSeconds = 20...60
        configuration.failRate = 0.2
        configuration.limit = count
        try await Simulator.withRunning(configuration, logger: TestDatabase.silentLogger) { simulator, heygen in
            let roles = ["CLAPPER_ROLES": "submitter", "CLAPPER_MAX_RENDERS": "\(count)"]
            let settings = try await Pipeline.settings(roles, port: 0, heygen: heygen, timeScale: Self.timeScale)
            try await withStore { store in
                let ids = try await ClapperProcess.withRunning(settings, logger: TestDatabase.silentLogger) { url in
                    let pipeline = Pipeline(simulator: simulator, heygenURL: heygen, url: url, store: store)
                    let ids = try await pipeline.enqueue(count)
                    try await eventually("HeyGen has finished all, and our submitter knows their videos") {
                        let jobs = try await store.jobs(ids)
                        return simulator.ledger.videos.filter { $0.status != "processing" }.count == count
                            && jobs.allSatisfy { $0.videoID != nil }
                    }
                    return ids
                }
                try await eventually("the youngest was submitted more than ten provider minutes ago") {
                    let jobs = try await store.jobs(ids)
                    return jobs.allSatisfy { Date().timeIntervalSince($0.submittedAt ?? Date()) > 600 / Self.timeScale }
                }
                try await body(simulator, heygen, store, ids)
            }
        }
    }

    @Test("a reconciler that starts ends by one walk what was missed, and reads none of it singly")
    func start() async throws {
        try await afterDowntime(120) { simulator, heygen, store, ids in
            let settings = try await Pipeline.settings(
                ["CLAPPER_ROLES": "reconciler"], port: 0, heygen: heygen, timeScale: Self.timeScale)
            try await ClapperProcess.withRunning(settings, logger: TestDatabase.silentLogger) { url in
                let pipeline = Pipeline(simulator: simulator, heygenURL: heygen, url: url, store: store)
                let jobs = try await pipeline.ended(ids)
                #expect(jobs.allSatisfy { $0.resolvedBy == "backfill" && $0.revision == 1 })
                #expect(Set(jobs.map(\.state)) == [.succeeded, .failed])
            }
            let calls = simulator.ledger.calls
            #expect(calls["GET /v3/webhooks/events"] == 2)
            #expect(calls["GET /v3/videos/{video_id}"] == nil)
            #expect(calls["GET /v3/videos/statuses"] == nil)
        }
    }

    @Test("reconcile --backfill walks as far as it is told and says what it found; again, it finds only what is known")
    func command() async throws {
        try await afterDowntime(5) { _, heygen, store, ids in
            let settings = try await Pipeline.settings(
                ["CLAPPER_ROLES": "reconciler"], port: 0, heygen: heygen, timeScale: Self.timeScale)
            let logger = TestDatabase.silentLogger
            let first = try await ReconcileOnce.run(settings, backfill: .seconds(26 * 3600), logger: logger)
            #expect(first.backfill?.dispositions == [.applied: 5])
            #expect(first.backfill?.calls == 1 && first.reads == 0)
            #expect(try await store.ended(among: ids).count == 5)
            let second = try await ReconcileOnce.run(settings, backfill: .seconds(26 * 3600), logger: logger)
            #expect(second.backfill?.dispositions == [.duplicate: 5])
        }
    }
}
