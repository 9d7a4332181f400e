import Foundation
import HeyGen
import Jobs
import PostgreSQL
import TestSupport
import Testing

@Suite("Kinds of jobs", .migratedDatabase)
struct KindTests {
    @Test("SQL knows the kinds that Swift knows, and the same of each")
    func agreement() async throws {
        try await withStore { store in
            let rows = try await store.pool.query(
                Statement("", "SELECT kind, resource, path_member, list_of_renders FROM clapper.kinds()"))
            let inSQL = try rows.map { row in
                [
                    try row.decode("kind"), try row.decode("resource"), try row.decode("path_member", as: String?.self),
                    try row.decode("list_of_renders", as: String?.self),
                ]
            }
            let inSwift = RenderKind.all.map { [$0.name, $0.resource.name, $0.pathMember, $0.listOfRenders] }
            #expect(inSQL == inSwift)
            let differing = try await store.scalar(
                "SELECT count(*)::text FROM clapper.kinds() WHERE clapper.kind_resource(kind) <> resource")
            #expect(differing == "0")
        }
    }

    @Test("both doors refuse a request that cannot become one render, and take it when it can")
    func doors() async throws {
        let refused = [
            ("template", #"{"variables":{}}"#, "request.template_id"),
            ("proofread", #"{"proofread_id":""}"#, "request.proofread_id"),
            ("template", #"{"template_id":"a/b"}"#, "request.template_id"),
            ("template", #"{"template_id":".."}"#, "request.template_id"),
            ("video_translation", #"{"output_languages":["German","French"]}"#, "request.output_languages"),
            ("video_translation", #"{"output_languages":[]}"#, "request.output_languages"),
            ("video_translation", #"{"output_languages":"German"}"#, "request.output_languages"),
            ("video_translation", "{}", "request.output_languages"),
        ]
        try await withStore { store in
            for (kind, request, field) in refused {
                let json = try RawJSON(Array(request.utf8))
                let problem = #expect(throws: FieldProblem.self) { try JobRequest(kind: kind, request: json) }
                #expect(problem?.field == field)
                let error = await #expect(throws: PostgreSQLError.self) {
                    try await store.scalar("SELECT clapper.enqueue('\(kind)', '\(request)')::text")
                }
                #expect(error?.serverError?.message.hasPrefix("\(field):") == true, "\(kind) \(request)")
            }
            for kind in RenderKind.all {
                let request = #"{"template_id":"t","proofread_id":"p","output_languages":["German"]}"#
                let id = try #require(
                    try await store.scalar("SELECT clapper.enqueue('\(kind.name)', '\(request)')::text"))
                #expect(try await store.job(try #require(JobID(parsing: id))).kind == kind.name)
            }
        }
    }

    @Test("the same callback id and request of another kind is another request, not the first job again")
    func sameRequest() async throws {
        try await withStore { store in
            let json = try RawJSON(Array(#"{"template_id":"t","title":"x"}"#.utf8))
            let first = try await store.enqueue([JobRequest(kind: "template", request: json, callbackID: "a")])
            let id = first[0].job
            let second = try await store.enqueue([
                JobRequest(kind: "video", request: json, callbackID: "a"),
                JobRequest(kind: "template", request: json, callbackID: "a"),
                JobRequest(kind: "lipsync", request: json, callbackID: "b"),
                JobRequest(kind: "hyperframes", request: json, callbackID: "b"),
            ])
            let third = second[2].job
            #expect(second == [.conflict(id), .existing(id), .created(third), .conflict(third)])
        }
    }

    @Test("an event about what lies inside a session makes us read, and neither ends the job nor names it")
    func otherResource() async throws {
        try await withStore { store in
            let json = try RawJSON(Array(#"{"prompt":"p"}"#.utf8))
            let request = try JobRequest(kind: "video_agent", request: json, callbackID: "a")
            let id = try await store.enqueue([request])[0].job
            // Before the answer to our create: the session's id is not known yet, and the video's is not it.
            var inner = Verdict.told(.failed, "a", video: "video_inside")
            inner.resource = "video"
            #expect(try await store.apply([inner])[0].get().disposition == .hint)
            #expect(try await store.job(id).videoID == nil)
            try await store.renderAll()
            inner.hash = Array("another".utf8)
            #expect(try await store.apply([inner])[0].get().disposition == .hint)
            let job = try await store.job(id)
            #expect(job.state == .rendering)
            #expect(job.videoID == "vid_a")
            let due = try await store.dueReads(
                limit: 10, horizon: .zero, from: .distantPast,
                schedules: [("video_agent", ReadSchedule(timeScale: TimeScale(1)))])
            #expect(due.map(\.job) == [id])
            var own = Verdict.told(.succeeded, "a", video: "vid_a")
            own.resource = "video_agent"
            #expect(try await store.apply([own])[0].get().disposition == .applied)
            #expect(try await store.job(id).state == .succeeded)
        }
    }

    @Test("an event of unknown shape that says it is over is a hint in flight, and late afterwards")
    func hints() async throws {
        try await withStore { store in
            let json = try RawJSON(Array(#"{"output_languages":["German"]}"#.utf8))
            let id = try await store.enqueue([
                JobRequest(kind: "video_translation", request: json, callbackID: "t")
            ])[0].job
            try await store.renderAll()
            let body = #"{"event_type":"video_translate.preflight.download_failed","event_data":{"callback_id":"t"}}"#
            let verdict = Verdict(event: Array(body.utf8), from: .webhook)
            #expect(verdict.meaning == .hint)
            #expect(try await store.apply([verdict])[0].get().disposition == .hint)
            #expect(try await store.apply([verdict])[0].get().disposition == .duplicate)
            #expect(try await store.job(id).state == .rendering)
            #expect(try await store.hear(.failed, "t", video: "vid_t", from: .poll).disposition == .applied)
            #expect(try await store.job(id).resolvedBy == "webhook")
            #expect(try await store.hear(.hint, "t").disposition == .late)
        }
    }

    @Test("what a read notes is written once, and taken back when it is over")
    func notes() async throws {
        try await withStore { store in
            let id = try await store.enqueueOne("n")
            try await store.renderAll()
            #expect(try await store.note([(id, "needs a person")]) == [id])
            #expect(try await store.note([(id, "needs a person")]).isEmpty)
            #expect(try await store.job(id).note == "needs a person")
            #expect(try await store.note([(id, nil)]) == [id])
            #expect(try await store.note([(id, nil)]).isEmpty)
        }
    }
}
