import Foundation
import HeyGen
import Jobs
import PostgreSQL
import TestSupport
import Testing

/// Every event type of HeyGen's schema, delivered over the real route.
@Suite("Event types", .migratedDatabase)
struct EventTypeTests {
    private static let document = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "docs/events.md")

    /// Which ids an event carries.
    private enum Ids: Int, CaseIterable {
        case both, callbackID, renderID
    }

    @Test("each of the 30 is delivered, correlated and disposed of as the document says")
    func all() async throws {
        #expect(EventTypeCase.all.map(\.type) == EventType.all.map(\.name))
        let document = try String(contentsOf: Self.document, encoding: .utf8).split(separator: "\n").map(String.init)
        try await Door.open { door in
            try await beginBatch("batch-1", door)
            var rows: [String] = []
            for event in EventTypeCase.all {
                let names =
                    event.kinds.isEmpty ? try await deliverAlone(event, door) : try await deliver(event, door)
                rows.append(event.row(correlatedBy: names))
            }
            if ProcessInfo.processInfo.environment["CLAPPER_PRINT_TABLES"] == "1" {
                print(rows.joined(separator: "\n"))
            }
            #expect(document.filter { $0.hasPrefix("| `") } == rows)
        }
    }

    /// About jobs of every fitting kind: with both ids, and with each alone. Returns what they were correlated by.
    private func deliver(_ event: EventTypeCase, _ door: Door) async throws -> [String] {
        var found: Set<Ids> = []
        for kind in event.kinds {
            let prefix = "\(event.type)-\(kind.name)"
            let jobs = try await door.rendering(Ids.allCases.count, prefix: prefix, kind: kind)
            for ids in Ids.allCases {
                let callbackID = "\(prefix)-\(ids.rawValue)"
                let body = event.body(
                    id: ids == .callbackID ? nil : "vid_\(callbackID)", callbackID: ids == .renderID ? nil : callbackID)
                let answer = try await door.post(body)
                #expect(answer == (200, #"{"disposition":"\#(event.disposition)"}"#), "\(callbackID)")
                let job = jobs[ids.rawValue]
                let record = try await door.store.events(of: job).first { $0.type == event.type }
                #expect(record?.disposition == event.disposition, "\(callbackID)")
                if record?.body == body { found.insert(ids) }
                try await expectEffect(event.effect, on: job, door, callbackID)
            }
        }
        #expect(found.contains(.both))
        return (found.contains(.callbackID) ? ["`callback_id`"] : [])
            + (found.contains(.renderID) ? [event.entity.map { "`\($0)`" } ?? ""] : [])
    }

    private func expectEffect(
        _ effect: EventTypeCase.Effect, on id: JobID, _ door: Door, _ what: String
    ) async throws {
        let job = try await door.store.jobs([id])[0]
        let isDue =
            try await door.count(
                "SELECT count(*) FROM clapper.open_jobs WHERE id = '\(id)' AND next_at <= clock_timestamp()") == 1
        switch effect {
        case .succeeds:
            #expect(job.state == .succeeded && job.resolvedBy == "webhook", "\(what)")
            #expect(job.result?.text.contains("video_url") == true, "\(what)")
        case .fails:
            #expect(job.state == .failed && job.resolvedBy == "webhook", "\(what)")
            #expect(job.failure?.text.contains("message") == true, "\(what)")
        case .read: #expect(job.state == .rendering && isDue, "\(what)")
        case .told: #expect(job.state == .rendering && !isDue, "\(what)")
        case .kept, .batch: Issue.record("\(what) concerns no job")
        }
    }

    /// Where no single job is meant: kept, and no job changes. Returns what it was correlated by.
    private func deliverAlone(_ event: EventTypeCase, _ door: Door) async throws -> [String] {
        let open = "SELECT count(*) FROM clapper.open_jobs"
        let before = try await door.count(open)
        let answer = try await door.post(event.body(id: nil, callbackID: nil))
        #expect(answer == (200, #"{"disposition":"\#(event.disposition)"}"#), "\(event.type)")
        #expect(
            try await door.count(
                "SELECT count(*) FROM clapper.events WHERE type = '\(event.type)' AND job_id IS NULL") == 1,
            "\(event.type)")
        #expect(try await door.count(open) == before)
        guard event.effect == .batch else { return [] }
        let due = try await door.store.dueBatches(limit: 5, gap: .seconds(60), maxGap: .seconds(60))
        return due.map(\.batchID) == ["batch-1"] ? ["`batch_id`"] : []
    }

    /// A batch of two that HeyGen took, to be read in ten minutes.
    private func beginBatch(_ batchID: String, _ door: Door) async throws {
        let worker = UUID()
        let requests = try ["a", "b"].map { name in
            try JobRequest(request: RawJSON(Array(#"{"type":"avatar"}"#.utf8)), callbackID: "\(batchID)-\(name)")
        }
        _ = try await door.store.enqueue(requests)
        try await door.store.configure(maxRenders: 1000, raiseEvery: .seconds(30))
        let claims = try await door.store.claim(
            limit: 2, by: worker, lease: .seconds(60), in: try await door.store.queue())
        let batch = ClaimedBatch(id: UUID(), kind: "video", body: [1])
        #expect(try await door.store.begin(batch, of: claims, by: worker).count == 2)
        #expect(try await door.store.record(BatchAnswer(batch, .accepted(batchID: batchID), wait: .seconds(600))))
    }

    @Test("a type that HeyGen adds is kept with its job and changes nothing, and a batch of others is ignored")
    func unknown() async throws {
        try await Door.open { door in
            let job = try await door.rendering(1)[0]
            let body = EventTypeCase("avatar_video.sparkles", "video_id", #""url":"https://x.test/v.mp4""#, "", .told)
                .body(id: "vid_job-0", callbackID: "job-0")
            #expect(try await door.post(body) == (200, #"{"disposition":"ignored"}"#))
            #expect(try await door.store.events(of: job).contains { $0.type == "avatar_video.sparkles" })
            try await expectEffect(.told, on: job, door, "an unknown type")
            let batch = EventTypeCase("batch.finished", "batch_id", #""status":"completed""#, "", .kept)
            let answer = try await door.post(batch.body(id: "of-somebody-else", callbackID: nil))
            #expect(answer == (200, #"{"disposition":"ignored"}"#))
        }
    }

    @Test(
        "the id is found under each of the names that are known for it",
        arguments: [
            ("avatar_video.success", RenderKind.video, ["video_id", "id"]),
            (
                "video_translate.success", .videoTranslation,
                ["video_translation_id", "video_translate_id", "id"]
            ),
            ("video_agent.fail", .videoAgent, ["session_id"]),
            ("hyperframes_video.success", .hyperframes, ["render_id", "video_id", "id"]),
            ("ai_clipping.success", .aiClipping, ["id", "ai_clipping_id", "job_id", "clip_job_id"]),
        ])
    func names(_ type: String, _ kind: RenderKind, _ names: [String]) async throws {
        try await Door.open { door in
            let jobs = try await door.rendering(names.count, kind: kind)
            for (number, name) in names.enumerated() {
                let event = EventTypeCase(type, name, #""url":"https://files.example.com/v.mp4""#, "applied", .succeeds)
                let answer = try await door.post(event.body(id: "vid_job-\(number)", callbackID: nil))
                #expect(answer == (200, #"{"disposition":"applied"}"#), "\(name)")
                #expect(try await door.store.jobs([jobs[number]])[0].finishedAt != nil, "\(name)")
            }
        }
    }

    @Test("type, payload and callback id are found wherever receivers have seen them")
    func envelopes() async throws {
        let link = #""url":"https://files.example.com/v.mp4""#
        let bodies = [
            #"{"event_type":"avatar_video.success","event_data":{\#(link),"callback_id":"ID"}}"#,
            #"{"event":"avatar_video.success","data":{\#(link),"callback_id":"ID"}}"#,
            #"{"type":"avatar_video.success",\#(link),"callback_id":"ID"}"#,
            #"{"event_type":"avatar_video.success","callback_id":"ID","event_data":{\#(link)}}"#,
            #"{"event_type":"avatar_video.success","callback_id":"ID","event_data":{\#(link),"callback_id":null}}"#,
            #"{"event_type":"avatar_video.success","callback_id":"","event_data":{\#(link),"video_id":"vid_ID"}}"#,
            #"{"event_type":"avatar_video.success","video_id":"vid_ID","event_data":{"video_url":"https://x.test/v"}}"#,
        ]
        try await Door.open { door in
            let jobs = try await door.rendering(bodies.count)
            for (number, body) in bodies.enumerated() {
                let answer = try await door.post(Array(body.replacing("ID", with: "job-\(number)").utf8))
                #expect(answer == (200, #"{"disposition":"applied"}"#), "\(body)")
            }
            let ended = try await door.store.jobs(jobs)
            #expect(ended.allSatisfy { $0.state == .succeeded && $0.result?.text.contains("video_url") == true })
        }
    }
}
