import Foundation
import HeyGen
import HeyGenSimulator
import Jobs
import TestSupport
import Testing

/// HeyGen tells an address of each job's own, and nothing is registered there.
@Suite("Callback addresses, end to end", .migratedDatabase, .timeLimit(.minutes(10)))
struct CallbackTests {
    @Test(
        "without any registered endpoint every job ends because of its own hit, by a read, also a hit before our answer"
    )
    func configured() async throws {
        try await Pipeline.run(
            environment: ["CLAPPER_CALLBACK_MODE": "callback_url"], timeScale: 50, hasEndpoint: false,
            configure: {
                $0.failRate = 0.3
                $0.faults = [.eventBeforeAnswer: 0.2]
            }
        ) { pipeline in
            let ids = try await pipeline.enqueue(20)
            let jobs = try await pipeline.ended(ids)
            #expect(jobs.allSatisfy { $0.resolvedBy == "webhook" })
            for id in ids {
                let events = try await pipeline.store.events(of: id)
                #expect(events.contains { $0.source == "callback_url" && $0.disposition == "hint" })
                #expect(events.contains { $0.source == "poll" && $0.disposition == "applied" })
            }
            #expect(pipeline.simulator.ledger.boughtTwice.isEmpty)
            #expect(pipeline.simulator.ledger.calls["GET /v3/videos/{video_id}"] ?? 0 >= 20)
        }
    }

    @Test("one job may ask for it where the others are told by the endpoint")
    func single() async throws {
        try await Pipeline.run { pipeline in
            let body = try RawJSON(Array(Pipeline.body().utf8))
            let ids = try await pipeline.store.enqueue([
                JobRequest(request: body, callbackID: "own", callbackMode: "callback_url"),
                JobRequest(request: body, callbackID: "other"),
            ]).map(\.job)
            try await pipeline.store.wakeSubmitters()
            _ = try await pipeline.ended(ids)
            try await eventually("HeyGen has told both") {
                let targets = pipeline.simulator.ledger.videos.map { Set($0.deliveries.map(\.target)) }
                return targets.contains(["endpoint", "callback_url"]) && targets.contains(["endpoint"])
            }
        }
    }

    @Test("replays of an attempt whose answer was lost carry the same address, so HeyGen sells once")
    func replayed() async throws {
        try await Pipeline.run(
            environment: ["CLAPPER_CALLBACK_MODE": "callback_url"], hasEndpoint: false,
            configure: { $0.faults = [.lostAnswer: 0.5] }
        ) { pipeline in
            let jobs = try await pipeline.ended(try await pipeline.enqueue(10))
            #expect(jobs.allSatisfy { $0.state == .succeeded })
            #expect(pipeline.simulator.ledger.purchases == 10)
        }
    }
}
