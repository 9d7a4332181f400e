import HeyGen
import Jobs
import PostgreSQL
import TestSupport
import Testing

@Suite("GET /v1/jobs/{id}/explain", .migratedDatabase)
struct ExplainRouteTests {
    private func reasons(_ api: API, _ id: JobID) async throws -> String {
        let answer = try await api.get("/v1/jobs/\(id)/explain")
        #expect(answer.status == 200)
        #expect(answer.json?["job_id"]?.string == id.description)
        return (answer.json?["reasons"]?.elements ?? []).compactMap(\.string).joined(separator: "\n")
    }

    @Test("a queued job says what it waits for: a submitter, a slot, a hold, a credential, a time")
    func queued() async throws {
        try await API.withRunning { api in
            let store = api.store
            try await store.configure(maxRenders: 1, raiseEvery: .seconds(60))
            let first = try await store.enqueueOne()
            #expect(try await reasons(api, first).contains("0 of 1 in use"))
            try await store.submitAll { _ in .notSent }
            let put = try await reasons(api, first)
            #expect(put.contains("it waits until"))
            #expect(put.contains("note: a note"))
            _ = try await store.enqueueOne()
            try await store.renderAll()
            #expect(try await reasons(api, first).contains("no render slot is free: 1 of 1 are in use"))
            _ = try await store.throttle(for: .seconds(600), reason: "too many requests", lowering: false)
            #expect(try await reasons(api, first).contains("too many requests"))
            _ = try await store.failCredential(reason: "401 unauthorized")
            #expect(try await reasons(api, first).contains("refuses the account's credential since"))
        }
    }

    @Test("a render says since when and what comes next")
    func rendering() async throws {
        try await API.withRunning { api in
            let id = try await api.store.enqueueOne("a")
            try await api.store.renderAll()
            let text = try await reasons(api, id)
            #expect(text.contains("as video vid_a"))
            #expect(text.contains("0 made, the next at"))
        }
    }

    @Test(
        "a render is called what its kind makes",
        arguments: [("video_agent", "session"), ("video_translation", "translation"), ("lipsync", "lipsync")])
    func kinds(_ kind: String, _ noun: String) async throws {
        try await API.withRunning { api in
            let request = try JobRequest(
                kind: kind, request: RawJSON(Array(#"{"output_languages":["German"]}"#.utf8)), callbackID: "a")
            let id = try await api.store.enqueue([request])[0].job
            try await api.store.renderAll()
            let text = try await reasons(api, id)
            #expect(text.contains("as \(noun) vid_a"))
            #expect(text.contains("a read ends it: 0 made") == (kind == "lipsync"))
        }
    }

    @Test("a job of unknown fate is replayed within the window of its key, and is an operator's after it")
    func unknown() async throws {
        try await API.withRunning { api in
            let id = try await api.store.enqueueOne()
            try await api.store.submitAll { _ in .unknown }
            let text = try await reasons(api, id)
            #expect(text.contains("may have been bought"))
            #expect(text.contains("it is replayed with the same key at"))
            try await api.store.pool.withConnection { connection in
                try await connection.execute(
                    script: "UPDATE clapper.open_jobs SET first_sent_at = now() - interval '2 hours'")
            }
            #expect(try await reasons(api, id).contains("attach it to the job, or fail the job"))
        }
    }

    @Test("an ended job says by whose word, why it failed, and whether it still holds a slot")
    func ended() async throws {
        try await API.withRunning { api in
            let failed = try await api.store.enqueueOne()
            try await api.store.renderAll()
            try await api.store.failByRead(failed)
            let text = try await reasons(api, failed)
            #expect(text.contains("by word of poll"))
            #expect(text.contains("rendering_failed"))
            let canceled = try await api.store.enqueueOne()
            try await api.store.renderAll()
            _ = try await api.store.cancel(canceled)
            #expect(try await reasons(api, canceled).contains("it keeps its render slot"))
        }
    }
}
