import AsyncHTTPClient
import ClapperClient
import Foundation
import HeyGen
import HeyGenSimulator
import Jobs
import NIOCore
import NIOHTTP1
import TestSupport
import Testing

/// What HeyGen says of an attempt after a newer one was paid for.
@Suite("Retries", .migratedDatabase, .timeLimit(.minutes(10)))
struct RetryTests {
    @Test("the real failure of attempt 1 that arrives while attempt 2 renders is superseded, and attempt 2 decides")
    func lateFailure() async throws {
        try await Pipeline.run(timeScale: 60) { pipeline in
            let id = try await Self.failFirst(pipeline, script: "[[simulator:fail]][[simulator:seconds=120]]")
            try await Self.retry(pipeline, id)
            try await pipeline.simulator.wait { $0.purchases == 2 }
            try await eventually(within: .seconds(30), "attempt 2 has ended") {
                let job = try await pipeline.store.job(id)
                return job.state == .failed && job.attempt == 2
            }
            let events = try await pipeline.store.events(of: id)
            #expect(events.filter { $0.disposition == "superseded" }.count == 1)
            #expect(pipeline.simulator.ledger.purchases == 2)
            #expect(pipeline.simulator.ledger.boughtTwice.isEmpty)
        }
    }

    @Test("the real success of attempt 1 ends the job while attempt 2 waits, and attempt 2 is never bought")
    func lateSuccess() async throws {
        try await Pipeline.run(timeScale: 60) { pipeline in
            let id = try await Self.failFirst(pipeline, script: "[[simulator:seconds=120]]")
            // Submits are held, as after a 429; reads go on.
            _ = try await pipeline.store.throttle(for: .seconds(4), reason: "test", lowering: false)
            try await Self.retry(pipeline, id)
            let job = try await pipeline.ended([id])[0]
            #expect(job.state == .succeeded)
            #expect(job.attempt == 1)
            #expect(job.videoID == pipeline.simulator.ledger.videos[0].videoID)
            #expect(job.revision == 2)
            try await eventually("the hold is over") {
                try await pipeline.store.accountStatus().holdUntil.map { $0 < Date() } ?? true
            }
            // What is bought after the hold proves that the queue moves; the retried attempt is not in it.
            _ = try await pipeline.ended(try await pipeline.enqueue(1, prefix: "next"))
            #expect(pipeline.simulator.ledger.purchases == 2)
            #expect(pipeline.simulator.ledger.videos.map(\.callbackID) == ["job-0", "next-0"])
        }
    }

    /// Enqueues a job, has it bought, and ends it by a signed failure that HeyGen takes back later.
    private static func failFirst(_ pipeline: Pipeline, script: String) async throws -> JobID {
        let id = try await pipeline.enqueue(1, script: script)[0]
        try await pipeline.simulator.wait { $0.purchases == 1 }
        let body = Array(#"{"event_type":"avatar_video.fail","event_data":{"msg":"early","callback_id":"job-0"}}"#.utf8)
        var request = HTTPClientRequest(url: "\(pipeline.url)/webhooks/heygen")
        request.method = .POST
        request.headers.add(
            name: "signature", value: WebhookSigner.sign(body: body, secret: Pipeline.webhookSecret))
        request.body = .bytes(ByteBuffer(bytes: body))
        let response = try await HTTPClient.shared.execute(request, timeout: .seconds(10))
        #expect(response.status == .ok)
        #expect(try await pipeline.store.job(id).state == .failed)
        return id
    }

    private static func retry(_ pipeline: Pipeline, _ id: JobID) async throws {
        let configuration = try ClapperClientConfiguration(url: pipeline.url, token: Pipeline.token)
        try await ClapperClient.withClient(configuration) { client in
            let job = try await client.retry(id.description, afterAttempt: 1)
            #expect(job.attempt == 2)
            // Asked again, nothing is bought.
            #expect(try await client.retry(id.description, afterAttempt: 1).attempt == 2)
        }
    }
}
