import Foundation
import HeyGen
import Jobs
import TestSupport
import Testing

@Suite("Reads of jobs", .migratedDatabase)
struct ReadRouteTests {
    @Test("pages go from the newest to the oldest, each job once, and the last has no token")
    func pages() async throws {
        try await API.withRunning { api in
            var ids: [String] = []
            for _ in 0..<5 { ids.insert(try await api.store.enqueueOne().description, at: 0) }
            var seen: [[String]] = []
            var token: String?
            repeat {
                let page = try await api.get("/v1/jobs?limit=2" + (token.map { "&token=\($0)" } ?? ""))
                #expect(page.status == 200)
                seen.append(page.data.map { $0["id"]?.string ?? "" })
                token = page.json?["next_token"]?.string
            } while token != nil && seen.count < 10
            #expect(seen == [Array(ids[0..<2]), Array(ids[2..<4]), Array(ids[4...])])
            // A page that is exactly full and the last.
            #expect(try await api.get("/v1/jobs?limit=5").json?["next_token"]?.isNull == true)
        }
    }

    @Test("state, kind and callback id choose, together too")
    func filters() async throws {
        try await API.withRunning { (api) async throws in
            let ended = try await api.store.enqueueOne("ended")
            try await api.store.renderAll()
            try await api.store.failByRead(ended)
            let queued = try await api.store.enqueueOne("queued+1/x")
            func ids(_ query: String) async throws -> [String] {
                try await api.get("/v1/jobs?\(query)").data.compactMap { $0["id"]?.string }
            }
            #expect(try await ids("state=failed") == [ended.description])
            #expect(try await ids("state=queued&kind=video") == [queued.description])
            #expect(try await ids("state=rendering") == [])
            #expect(try await ids("callback_id=ended") == [ended.description])
            #expect(try await ids("callback_id=queued%2B1%2Fx&state=queued") == [queued.description])
            #expect(try await ids("callback_id=ended&state=queued") == [])
            #expect(try await ids("callback_id=none") == [])
            // The minted id of a job that has its caller's own.
            #expect(try await ids("callback_id=clp_\(ended)") == [])
            let minted = try await api.store.enqueueOne()
            #expect(try await ids("callback_id=clp_\(minted)") == [minted.description])
        }
    }

    @Test(
        "a parameter that is wrong, unknown or given twice is 400 naming it",
        arguments: [
            ("state=done", "state"), ("state=", "state"), ("kind=song", "kind"), ("limit=0", "limit"),
            ("limit=201", "limit"), ("limit=+5", "limit"), ("limit=x", "limit"), ("token=x", "token"),
            ("token=AAAAAAAAAAAAAAAAAAAAAB", "token"), ("page=2", "page"), ("limit=1&limit=2", "limit"),
        ])
    func wrongParameter(query: String, field: String) async throws {
        try await API.withRunning { (api) async throws in
            let answer = try await api.get("/v1/jobs?\(query)")
            #expect(answer.status == 400)
            #expect(answer.field == field)
        }
    }

    @Test("a job that is not there is 404 on every route, as is what is no id")
    func missing() async throws {
        try await API.withRunning { (api) async throws in
            for id in [UUID().uuidString, "x"] {
                for path in ["", "/wait", "/events", "/explain"] {
                    #expect(try await api.get("/v1/jobs/\(id)\(path)").status == 404, "\(path)")
                }
                for (path, body) in [
                    ("cancel", nil), ("retry", #"{"after_attempt":1}"#), ("attach", #"{"video_id":"v"}"#),
                    ("fail", #"{"message":"gone"}"#),
                ] {
                    #expect(try await api.post("/v1/jobs/\(id)/\(path)", body).status == 404, "\(path)")
                }
            }
            #expect(try await api.store.count("unmatched") == 0)
        }
    }

    @Test("the events of a job come oldest first")
    func events() async throws {
        try await API.withRunning { api in
            let id = try await api.store.enqueueOne("a")
            try await api.store.renderAll()
            try await api.store.hear(JobStore.succeeded("a", video: "vid_a"))
            _ = try await api.store.cancel(id)
            let answer = try await api.get("/v1/jobs/\(id)/events")
            #expect(answer.status == 200)
            #expect(answer.data.map { $0["disposition"]?.string } == ["applied"])
            #expect(answer.data.first?["type"]?.string == "avatar_video.success")
            #expect(answer.data.first?["body"]?["event_data"]?["video_id"]?.string == "vid_a")
            #expect(answer.json?["next_token"] == nil)
        }
    }
}
