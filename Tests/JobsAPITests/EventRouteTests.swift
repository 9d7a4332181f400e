import Foundation
import HeyGen
import Jobs
import PostgreSQL
import TestSupport
import Testing

@Suite("Events", .migratedDatabase)
struct EventRouteTests {
    @Test("what was heard is listed newest first by pages, and read by id with its bytes")
    func listed() async throws {
        try await API.withRunning { api in
            _ = try await api.store.enqueueOne("a")
            try await api.store.renderAll()
            let body = "{ \"event_type\": \"avatar_video_gif.success\", \"event_data\": {\"callback_id\":\"a\"} }"
            try await api.store.hear(body)
            try await api.store.hear(JobStore.succeeded("a", video: "vid_a"))
            let first = try await api.get("/v1/events?limit=1")
            #expect(first.data.map { $0["type"]?.string } == ["avatar_video.success"])
            let token = try #require(first.json?["next_token"]?.string)
            let second = try await api.get("/v1/events?limit=1&token=\(token)")
            #expect(second.data.map { $0["disposition"]?.string } == ["ignored"])
            #expect(second.json?["next_token"]?.isNull == true)
            let id = try #require(second.data[0]["id"]?.string)
            let event = try await api.get("/v1/events/\(id)")
            #expect(event.status == 200)
            #expect(event.json?["body"]?.text == body)
            #expect(event.json?["callback_id"]?.string == "a")
        }
    }

    @Test("bytes that are no JSON are told as base64")
    func base64() async throws {
        try await API.withRunning { (api) async throws in
            try await api.store.hear("not JSON")
            let event = try #require(try await api.get("/v1/events").data.first)
            #expect(event["body"] == nil)
            #expect(event["body_base64"]?.string == Data("not JSON".utf8).base64EncodedString())
        }
    }

    @Test("an event that is not there is 404")
    func missing() async throws {
        try await API.withRunning { (api) async throws in
            for id in [UUID().uuidString, "x"] {
                #expect(try await api.get("/v1/events/\(id)").status == 404)
                #expect(try await api.post("/v1/events/\(id)/replay").status == 404)
            }
        }
    }

    @Test("an event applied again is judged by what is known now: late where it said so before")
    func replay() async throws {
        try await API.withRunning { api in
            let id = try await api.store.enqueueOne("a")
            try await api.store.renderAll()
            try await api.store.hear(JobStore.succeeded("a", video: "vid_a"))
            let event = try #require(try await api.get("/v1/events").data.first?["id"]?.string)
            let answer = try await api.post("/v1/events/\(event)/replay")
            #expect(answer.status == 200)
            #expect(answer.json?["disposition"]?.string == "late")
            #expect(answer.json?["job_id"]?.string == id.description)
            #expect(answer.state == "succeeded")
            #expect(try await api.store.job(id).revision == 1)
        }
    }

    @Test("an event stored before its job was known is matched when it is applied again")
    func replayOfIgnored() async throws {
        try await API.withRunning { api in
            // Nobody's, and given up after its window.
            try await api.store.hear(JobStore.succeeded("late", video: "v"))
            _ = try await api.store.pool.withConnection { connection in
                try await connection.execute(
                    script: "UPDATE clapper.unmatched SET next_at = now(), received_at = '2020-01-01'")
            }
            _ = try await api.store.rematchDue(limit: 10, window: .seconds(1), maxGap: .seconds(1))
            let event = try #require(try await api.get("/v1/events").data.first?["id"]?.string)
            let id = try await api.store.enqueueOne("late")
            let news = api.wakeUps.signal(for: .completed)
            let answer = try await api.post("/v1/events/\(event)/replay")
            #expect(answer.json?["disposition"]?.string == "applied")
            #expect(answer.json?["job_id"]?.string == id.description)
            await news.wait(atMost: .seconds(60))
            #expect(try await api.get("/v1/jobs/\(id)").state == "succeeded")
        }
    }

    @Test("what HeyGen did not tell cannot be applied again")
    func replayOfOurOwn() async throws {
        try await API.withRunning { api in
            let id = try await api.store.enqueueOne()
            _ = try await api.store.cancel(id)
            let event = try #require(try await api.get("/v1/events").data.first?["id"]?.string)
            let answer = try await api.post("/v1/events/\(event)/replay")
            #expect(answer.status == 409)
            #expect(answer.detail?.contains("operator") == true)
        }
    }

    @Test("events whose job is not known are listed with how often they came")
    func unmatched() async throws {
        try await API.withRunning { api in
            #expect(try await api.get("/v1/unmatched").data.isEmpty)
            for _ in 0..<2 { try await api.store.hear(JobStore.succeeded("nobody", video: "v")) }
            let events = try await api.get("/v1/unmatched?limit=10").data
            #expect(events.count == 1)
            #expect(events.first?["callback_id"]?.string == "nobody")
            #expect(events.first?["deliveries"]?.int == 2)
            #expect(events.first?["hash"]?.string?.count == 64)
            #expect(events.first?["body"]?["event_type"]?.string == "avatar_video.success")
            #expect(try await api.get("/v1/unmatched?limit=0").status == 400)
        }
    }
}
