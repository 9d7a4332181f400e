import Foundation
import HeyGen
import HeyGenSimulator
import Jobs
import PostgreSQL
import TestSupport
import Testing

/// A backlog asked for in batches: whole processes, a real database, real HTTP.
@Suite("Batches in the pipeline", .migratedDatabase, .timeLimit(.minutes(10)))
struct BatchPipelineTests {
    private static let batches = ["CLAPPER_BATCHES": "on", "CLAPPER_MAX_RENDERS": "20"]
    private static let createCall = "POST /v3/videos/batches"

    /// How often the submitter is killed within its window; a run by hand may ask for more.
    private static var kills: Int {
        ProcessInfo.processInfo.environment["CLAPPER_TEST_KILLS"].flatMap { Int($0) } ?? 2
    }

    @Test("a backlog is bought in few calls, within the limit, and every job gets its own video")
    func backlog() async throws {
        try await Pipeline.run(environment: Self.batches, configure: { $0.limit = 20 }) { pipeline in
            let jobs = try await pipeline.ended(try await pipeline.enqueue(100), within: .seconds(120))
            let ledger = pipeline.simulator.ledger
            #expect(ledger.purchases == 100)
            #expect(ledger.boughtTwice.isEmpty)
            #expect(ledger.inFlightMax <= 20)
            let calls = ledger.calls[Self.createCall, default: 0]
            #expect(calls >= 5)
            #expect(calls + ledger.calls["POST /v3/videos", default: 0] < 50)
            for job in jobs {
                let video = try #require(ledger.videos.first { $0.callbackID == job.callbackID.text })
                #expect(job.videoID == video.videoID)
                #expect(job.state == .succeeded)
            }
            try await eventually("no batch is left") {
                try await pipeline.store.pool.query(Statement("", "SELECT id FROM clapper.batches")).isEmpty
            }
        }
    }

    @Test("lost answers, 5xx, throttles, cut bodies and lost events: all end, bought once")
    func faults() async throws {
        let faults: FaultRates = [
            .lostAnswer: 0.3, .error5xx: 0.3, .throttle: 0.2, .truncateBody: 0.2, .slowCreate: 0.2, .dropEvents: 0.5,
            .duplicateEvents: 0.2,
        ]
        try await Pipeline.run(
            environment: Self.batches,
            configure: {
                $0.limit = 20; $0.faults = faults; $0.failRate = 0.2
            }
        ) { pipeline in
            let jobs = try await pipeline.ended(try await pipeline.enqueue(60), within: .seconds(120))
            let ledger = pipeline.simulator.ledger
            #expect(ledger.purchases == 60)
            #expect(ledger.boughtTwice.isEmpty)
            #expect(ledger.calls[Self.createCall, default: 0] > 0)
            for job in jobs {
                let video = try #require(ledger.videos.first { $0.callbackID == job.callbackID.text })
                #expect(job.videoID == video.videoID)
                #expect(job.state == (video.status == "completed" ? .succeeded : .failed))
            }
        }
    }

    @Test("while slots are free and nothing waits, a job is sent at once: slots gather for a backlog only")
    func noBacklog() async throws {
        // Slots would gather for 30 s.
        try await Pipeline.run(environment: Self.batches, timeScale: 1, configure: { $0.limit = 20 }) { pipeline in
            for name in ["first", "second"] {
                let id = try await pipeline.enqueue(1, prefix: name)[0]
                try await eventually(within: .seconds(10), "\(name) is rendering") {
                    try await pipeline.store.job(id).state == .rendering
                }
            }
        }
    }

    @Test("one item that HeyGen refuses fails alone: the others of its batch are asked for singly")
    func oneBadItem() async throws {
        try await Pipeline.run(environment: Self.batches, configure: { $0.limit = 20 }) { pipeline in
            let good = try await pipeline.enqueue(5)
            let bad = try JobRequest(
                request: RawJSON(Array(#"{"type":"avatar","avatar_id":"a","script":7}"#.utf8)), callbackID: "bad")
            let id = try await pipeline.store.enqueue([bad])[0].job
            let jobs = try await pipeline.ended(good + [id])
            #expect(jobs.filter { $0.state == .failed }.map(\.id) == [id])
            #expect(jobs.filter { $0.state == .succeeded }.count == 5)
            #expect(pipeline.simulator.ledger.purchases == 5)
        }
    }

    @Test("translations and lipsyncs are batched among themselves, by their own calls")
    func otherKinds() async throws {
        try await Pipeline.run(environment: Self.batches, configure: { $0.limit = 20 }) { pipeline in
            let video = #""video":{"type":"url","url":"https://example.com/v.mp4"}"#
            let requests = try (0..<4).flatMap { number in
                [
                    try JobRequest(
                        kind: "video_translation",
                        request: RawJSON(Array(#"{\#(video),"output_languages":["German"]}"#.utf8)),
                        callbackID: "t-\(number)"),
                    try JobRequest(
                        kind: "lipsync",
                        request: RawJSON(
                            Array(#"{\#(video),"audio":{"type":"url","url":"https://example.com/a.mp3"}}"#.utf8)),
                        callbackID: "l-\(number)"),
                ]
            }
            let ids = try await pipeline.store.enqueue(requests).map(\.job)
            try await pipeline.store.wakeSubmitters()
            let jobs = try await pipeline.ended(ids, within: .seconds(120))
            #expect(jobs.allSatisfy { $0.state == .succeeded })
            let calls = pipeline.simulator.ledger.calls
            #expect(calls["POST /v3/video-translations/batches", default: 0] > 0)
            #expect(calls["POST /v3/lipsyncs/batches", default: 0] > 0)
            #expect(pipeline.simulator.ledger.purchases == 8)
        }
    }

    @Test("a submitter killed in the middle of a batch call buys nothing twice, however often it happens")
    func kills() async throws {
        try await Pipeline.run(
            environment: ["CLAPPER_ROLES": "intake,api,reconciler"], timeScale: 100,
            configure: {
                $0.limit = 20; $0.faults = [.slowCreate: 1]
            }
        ) { pipeline in
            func submitter() throws -> ClapperBinary {
                try ClapperBinary(
                    ["serve", "--roles", "submitter", "--port", "0"],
                    environment: Self.batches.merging([
                        "DATABASE_URL": TestDatabase.current.url, "HEYGEN_BASE_URL": pipeline.heygenURL,
                        "HEYGEN_API_KEY": "k", "CLAPPER_TIME_SCALE": "100", "CLAPPER_CLAIM_LEASE_MS": "1000",
                        "CLAPPER_POOL_SIZE": "3",
                    ]) { $1 })
            }
            var ids: [JobID] = []
            var killed = 0
            var process = try submitter()
            while killed < Self.kills {
                ids += try await pipeline.enqueue(8, prefix: "round-\(killed)-\(ids.count)")
                try await eventually(within: .seconds(30), "HeyGen has taken a batch that we do not know of") {
                    try await Self.isInWindow(pipeline)
                }
                try await process.end(SIGKILL)
                // Counted only if the window was still open when the process was gone.
                if try await Self.isInWindow(pipeline) { killed += 1 }
                process = try submitter()
            }
            let jobs = try await pipeline.ended(ids, within: .seconds(240))
            let ledger = pipeline.simulator.ledger
            #expect(ledger.boughtTwice.isEmpty)
            #expect(ledger.purchases == ids.count)
            #expect(jobs.allSatisfy { $0.state == .succeeded && $0.attempt == 1 })
            #expect(try await process.end(SIGTERM) == 0)
        }
    }

    /// Whether HeyGen made a batch whose id no row has.
    private static func isInWindow(_ pipeline: Pipeline) async throws -> Bool {
        let made = Set(pipeline.simulator.ledger.batches.compactMap(\.idempotencyKey))
        let rows = try await pipeline.store.pool.query(
            Statement("", "SELECT 'batch:' || id AS key FROM clapper.batches WHERE batch_id IS NULL"))
        return try rows.contains { made.contains(try $0.decode("key", as: String.self)) }
    }
}
