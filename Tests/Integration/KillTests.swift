import Clapper
import Foundation
import HeyGenSimulator
import Jobs
import PostgreSQL
import TestSupport
import Testing

/// Processes that end without a word, in the worst moment.
@Suite("Kills", .migratedDatabase, .timeLimit(.minutes(10)))
struct KillTests {
    /// How often the submitter is killed within its window; a run by hand may ask for more.
    private static var kills: Int {
        ProcessInfo.processInfo.environment["CLAPPER_TEST_KILLS"].flatMap { Int($0) } ?? 3
    }

    private static func submitter(_ heygen: String) throws -> ClapperBinary {
        try ClapperBinary(
            ["serve", "--roles", "submitter", "--port", "0"],
            environment: [
                "DATABASE_URL": TestDatabase.current.url, "HEYGEN_BASE_URL": heygen, "HEYGEN_API_KEY": "k",
                "CLAPPER_TIME_SCALE": "100", "CLAPPER_CLAIM_LEASE_MS": "1000", "CLAPPER_POOL_SIZE": "3",
            ])
    }

    @Test("a submitter killed between sending and recording buys nothing twice, however often it happens")
    func submitter() async throws {
        try await Pipeline.run(
            environment: ["CLAPPER_ROLES": "intake,api,reconciler"], timeScale: 100,
            configure: { $0.faults = [.slowCreate: 1] }
        ) { pipeline in
            var ids: [JobID] = []
            var killed = 0
            var submitter = try Self.submitter(pipeline.heygenURL)
            while killed < Self.kills {
                ids += try await pipeline.enqueue(3, prefix: "round-\(killed)")
                try await eventually(within: .seconds(30), "HeyGen has sold what we do not know of") {
                    try await Self.isInWindow(pipeline, ids)
                }
                try await submitter.end(SIGKILL)
                // Counted only if the window was still open when the process was gone.
                if try await Self.isInWindow(pipeline, ids) { killed += 1 }
                submitter = try Self.submitter(pipeline.heygenURL)
            }
            let jobs = try await pipeline.ended(ids, within: .seconds(120))
            let ledger = pipeline.simulator.ledger
            #expect(ledger.boughtTwice.isEmpty)
            #expect(ledger.purchases == ids.count)
            #expect(jobs.allSatisfy { $0.state == .succeeded && $0.attempt == 1 })
            #expect(try await submitter.end(SIGTERM) == 0)
        }
    }

    /// Whether a video was bought whose id no row has.
    private static func isInWindow(_ pipeline: Pipeline, _ ids: [JobID]) async throws -> Bool {
        let bought = Set(pipeline.simulator.ledger.videos.compactMap(\.callbackID))
        return try await pipeline.store.jobs(ids).contains { job in
            bought.contains(job.callbackID.text) && job.videoID == nil && !job.state.isEnded
        }
    }

    @Test("SIGTERM in the middle of creates ends the process with exit code 0, and what it held goes on elsewhere")
    func shutdown() async throws {
        try await Pipeline.run(
            environment: ["CLAPPER_ROLES": "intake,api,reconciler"], timeScale: 10,
            configure: {
                $0.faults = [.slowCreate: 1]; $0.slowCreateSeconds = 200
            }
        ) { pipeline in
            let ids = try await pipeline.enqueue(10)
            let first = try Self.submitter(pipeline.heygenURL)
            try await pipeline.simulator.wait { $0.purchases == 10 }
            // The creates go on for 20 s more, longer than the grace: they are cut, and replayed by the next.
            #expect(try await first.end(SIGTERM) == 0)
            pipeline.simulator.faults = [:]
            let second = try Self.submitter(pipeline.heygenURL)
            let jobs = try await pipeline.ended(ids, within: .seconds(120))
            #expect(jobs.allSatisfy { $0.state == .succeeded && $0.attempt == 1 })
            #expect(pipeline.simulator.ledger.boughtTwice.isEmpty)
            #expect(pipeline.simulator.ledger.purchases == 10)
            try await second.end(SIGTERM)
        }
    }

    @Test("three submitter processes behind ten slots never have eleven in flight")
    func threeSubmitters() async throws {
        try await Pipeline.run(environment: ["CLAPPER_ROLES": "intake,api,reconciler"], timeScale: 100) { pipeline in
            let submitters = try (0..<3).map { _ in try Self.submitter(pipeline.heygenURL) }
            let ids = try await pipeline.enqueue(80)
            _ = try await pipeline.ended(ids, within: .seconds(120))
            let ledger = pipeline.simulator.ledger
            #expect(ledger.inFlightMax == 10)
            #expect(ledger.purchases == 80)
            #expect(ledger.boughtTwice.isEmpty)
            for submitter in submitters { #expect(try await submitter.end(SIGTERM) == 0) }
        }
    }
}
