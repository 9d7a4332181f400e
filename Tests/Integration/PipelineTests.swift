import Clapper
import Foundation
import HeyGen
import HeyGenSimulator
import Jobs
import Logging
import PostgreSQL
import TestSupport
import Testing

/// A video asked for is a video delivered: whole processes, a real database, real HTTP.
@Suite("The pipeline", .migratedDatabase, .timeLimit(.minutes(10)))
struct PipelineTests {
    @Test("with all events delivered every job ends by webhook, bought once")
    func webhooks() async throws {
        try await Pipeline.run(configure: { $0.failRate = 0.3 }) { pipeline in
            let jobs = try await pipeline.ended(try await pipeline.enqueue(30))
            #expect(jobs.allSatisfy { $0.resolvedBy == "webhook" })
            let ledger = pipeline.simulator.ledger
            #expect(ledger.purchases == 30)
            #expect(ledger.boughtTwice.isEmpty)
            for job in jobs {
                let video = try #require(ledger.videos.first { $0.callbackID == job.callbackID.text })
                #expect(job.videoID == video.videoID)
                #expect(job.state == (video.status == "completed" ? .succeeded : .failed))
                #expect(video.idempotencyKey == "\(job.id):1")
                #expect((job.result?.text.contains("video_url") ?? false) == (job.state == .succeeded))
            }
            #expect(jobs.contains { $0.state == .failed })
            #expect(jobs.contains { $0.state == .succeeded })
        }
    }

    @Test("with every event dropped every job ends by poll, bought once")
    func polls() async throws {
        try await Pipeline.run(configure: { $0.faults = [.dropEvents: 1] }) { pipeline in
            let jobs = try await pipeline.ended(try await pipeline.enqueue(20))
            #expect(jobs.allSatisfy { $0.resolvedBy == "poll" && $0.state == .succeeded })
            #expect(pipeline.simulator.ledger.boughtTwice.isEmpty)
        }
    }

    @Test("an event that arrives before the answer to its own create is applied, once")
    func eventBeforeAnswer() async throws {
        try await Pipeline.run(configure: { $0.faults = [.eventBeforeAnswer: 1] }) { pipeline in
            let ids = try await pipeline.enqueue(20)
            let jobs = try await pipeline.ended(ids)
            #expect(jobs.allSatisfy { $0.resolvedBy == "webhook" && $0.revision == 1 })
            for id in ids {
                let applied = try await pipeline.store.events(of: id).filter { $0.disposition == "applied" }
                #expect(applied.count == 1)
            }
        }
    }

    @Test(
        "lost answers, 5xx, throttles, cut bodies, slow creates, and events lost, doubled, late, reordered and badly signed: all end, bought once"
    )
    func everythingAtOnce() async throws {
        let faults: FaultRates = [
            .lostAnswer: 0.15, .error5xx: 0.15, .throttle: 0.1, .truncateBody: 0.1, .slowCreate: 0.1,
            .dropEvents: 0.2, .duplicateEvents: 0.2, .delayEvents: 0.2, .reorderEvents: 0.2, .corruptSignature: 0.2,
            .unsigned: 0.2, .staleTimestamp: 0.2, .eventBeforeAnswer: 0.1,
        ]
        try await Pipeline.run(configure: {
            $0.faults = faults; $0.failRate = 0.2
        }) { pipeline in
            let jobs = try await pipeline.ended(try await pipeline.enqueue(60), within: .seconds(120))
            let ledger = pipeline.simulator.ledger
            #expect(ledger.boughtTwice.isEmpty)
            #expect(ledger.purchases == 60)
            #expect(ledger.inFlightMax <= 10)
            for job in jobs {
                let video = try #require(ledger.videos.first { $0.callbackID == job.callbackID.text })
                #expect(job.state == (video.status == "completed" ? .succeeded : .failed))
                #expect(job.videoID == video.videoID)
            }
        }
    }

    @Test("where HeyGen ignores the key, a lost answer buys twice and the ledger says so: the judge can judge")
    func ledgerJudges() async throws {
        try await Pipeline.run(configure: {
            $0.faults = [.ignoreIdempotency: 1, .lostAnswer: 0.5]
            // Long renders: an event that is quicker than the replay would settle the attempt, and nothing be bought twice.
            $0.renderSeconds = 1200...1500
        }) { pipeline in
            _ = try await pipeline.ended(try await pipeline.enqueue(20))
            #expect(!pipeline.simulator.ledger.boughtTwice.isEmpty)
        }
    }

    @Test("a job enqueued in SQL is submitted when its transaction commits, and not when it rolls back")
    func sqlEnqueue() async throws {
        try await Pipeline.run { pipeline in
            try await TestDatabase.current.withConnection { connection in
                let call = Statement("", "SELECT clapper.enqueue('video', $1::jsonb, callback_id => $2)")
                let body = JSONB(Pipeline.body())
                _ = try? await connection.transaction { connection in
                    _ = try await connection.query(call, [body, "rolled-back"])
                    throw CancellationError()
                }
                try await connection.transaction { connection in
                    _ = try await connection.query(call, [body, "committed"])
                }
            }
            let id = try #require(try await pipeline.store.job(callbackID: CallbackID("committed")))
            _ = try await pipeline.ended([id])
            #expect(pipeline.simulator.ledger.videos.map(\.callbackID) == ["committed"])
        }
    }

    @Test("a backlog behind ten slots never has eleven in flight, canceled ones included, and none is bought twice")
    func slots() async throws {
        try await Pipeline.run(timeScale: 60) { pipeline in
            let ids = try await pipeline.enqueue(60)
            try await eventually("ten render") { pipeline.simulator.ledger.purchases >= 10 }
            for id in ids.prefix(5) { _ = try await pipeline.store.cancel(id) }
            let jobs = try await pipeline.ended(ids, within: .seconds(90))
            #expect(jobs.filter { $0.state == .canceled }.count == 5)
            let ledger = pipeline.simulator.ledger
            #expect(ledger.inFlightMax == 10)
            #expect(ledger.boughtTwice.isEmpty)
        }
    }
}
