import AsyncHTTPClient
import ClapperClient
import HeyGen
import HeyGenSimulator
import Jobs
import Logging
import NIOCore
import NIOHTTP1
import PostgreSQL
import Synchronization
import TestSupport
import Testing

/// An agent's session may stop and ask. Only a person goes on with it.
@Suite("A session that waits for a person", .migratedDatabase, .timeLimit(.minutes(10)))
struct PersonTests {
    @Test(
        "says so in the job, in what explains it and once in the log, and ends when the session is answered",
        arguments: [("needs-input", "waiting_for_input"), ("reviewing", "reviewing")])
    func waits(_ command: String, _ word: String) async throws {
        let lines = Mutex<[String]>([])
        let logger = Logger(label: "test") { _ in RecordingLogHandler { line in lines.withLock { $0.append(line) } } }
        try await Pipeline.run(timeScale: 1500, logger: logger) { pipeline in
            let body = #"{"prompt":"[[simulator:\#(command)]] A video about snow"}"#
            let request = try JobRequest(
                kind: "video_agent", request: RawJSON(Array(body.utf8)), callbackID: "snow")
            let id = try await pipeline.store.enqueue([request])[0].job
            try await pipeline.store.wakeSubmitters()
            try await eventually(within: .seconds(60), "the job says that a person is needed") {
                try await pipeline.store.job(id).note?.hasPrefix("needs a person: HeyGen says \(word)") == true
            }
            // Read again, it says the same, and says it once.
            let reads = try await pipeline.store.standing(of: id).reads
            try await eventually(within: .seconds(60), "it is read again") {
                try await pipeline.store.standing(of: id).reads > reads + 1
            }
            let waiting = try await pipeline.store.job(id)
            #expect(waiting.state == .rendering)
            let session = try #require(waiting.videoID)
            let reasons = try await explain(id, pipeline)
            #expect(reasons.contains { $0.hasSuffix("as session \(session)") })
            #expect(reasons.contains { $0.hasPrefix("note: needs a person: HeyGen says \(word)") })

            try await say("Yes, go on", to: session, pipeline)
            let job = try await pipeline.ended([id])[0]
            #expect(job.state == .succeeded)
            #expect(job.resolvedBy == "webhook")
            #expect(job.result?.text.contains("video_url") == true)
            #expect(job.note == nil)
            #expect(pipeline.simulator.ledger.purchases == 1)
        }
        let said = lines.withLock { $0.filter { $0.contains("needs a person") } }
        #expect(said.count == 1)
        #expect(said.first?.hasPrefix("a render does not end by itself job_id=") == true, "\(said)")
    }

    private func explain(_ id: JobID, _ pipeline: Pipeline) async throws -> [String] {
        let configuration = try ClapperClientConfiguration(url: pipeline.url, token: Pipeline.token)
        return try await ClapperClient.withClient(configuration) { client in
            let answer = try await client.explain(id.description)
            return (answer.json["reasons"]?.elements ?? []).compactMap(\.string)
        }
    }

    /// As a person does at HeyGen.
    private func say(_ message: String, to session: String, _ pipeline: Pipeline) async throws {
        var request = HTTPClientRequest(url: "\(pipeline.heygenURL)/v3/video-agents/\(session)")
        request.method = .POST
        for (name, value) in [("x-api-key", "test-key"), ("user-agent", "a person")] {
            request.headers.add(name: name, value: value)
        }
        request.headers.add(name: "content-type", value: "application/json")
        request.body = .bytes(ByteBuffer(string: #"{"message":"\#(message)"}"#))
        let response = try await HTTPClient.shared.execute(request, timeout: .seconds(10))
        #expect(response.status == .ok)
    }
}
