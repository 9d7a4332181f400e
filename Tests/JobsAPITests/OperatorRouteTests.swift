import HTTPTypes
import HeyGen
import Jobs
import TestSupport
import Testing

@Suite("An operator's verbs", .migratedDatabase)
struct OperatorRouteTests {
    @Test("a cancel ends a queued job and wakes waiters, again it changes nothing, after another end it is 409")
    func cancel() async throws {
        try await API.withRunning { api in
            let id = try await api.store.enqueueOne()
            let news = api.wakeUps.signal(for: .completed)
            let first = try await api.post("/v1/jobs/\(id)/cancel")
            #expect(first.status == 200)
            #expect(first.state == "canceled")
            await news.wait(atMost: .seconds(60))
            let again = try await api.post("/v1/jobs/\(id)/cancel", "{}")
            #expect(again.status == 200)
            #expect(again.body == first.body)
            let failed = try await api.store.enqueueOne()
            try await api.store.renderAll()
            try await api.store.failByRead(failed)
            let late = try await api.post("/v1/jobs/\(failed)/cancel")
            #expect(late.status == 409)
            #expect(late.json?["job_id"]?.string == failed.description)
        }
    }

    @Test("a retry buys once however often it is asked, and says why it does not")
    func retry() async throws {
        try await API.withRunning { api in
            let id = try await api.store.enqueueOne("a")
            func retry(_ attempt: Int) async throws -> API.Answer {
                try await api.post("/v1/jobs/\(id)/retry", #"{"after_attempt":\#(attempt)}"#)
            }
            #expect(try await retry(1).status == 409)
            try await api.store.renderAll()
            try await api.store.failByRead(id)
            #expect(try await retry(2).status == 409)
            let news = api.wakeUps.signal(for: .queued)
            let retried = try await retry(1)
            #expect(retried.status == 200)
            #expect(retried.state == "queued")
            #expect(retried.json?["attempt"]?.int == 2)
            await news.wait(atMost: .seconds(60))
            #expect(try await retry(1).body == retried.body)
            try await api.store.renderAll()
            try await api.store.hear(JobStore.succeeded("a~2", video: "vid_a~2"))
            let succeeded = try await retry(2)
            #expect(succeeded.status == 409)
            #expect(succeeded.detail?.contains("succeeded") == true)
        }
    }

    @Test("a retry of what HeyGen still renders is 409")
    func retryOfRendering() async throws {
        try await API.withRunning { api in
            let id = try await api.store.enqueueOne()
            try await api.store.renderAll()
            _ = try await api.store.cancel(id)
            let answer = try await api.post("/v1/jobs/\(id)/retry", #"{"after_attempt":1}"#)
            #expect(answer.status == 409)
            #expect(answer.detail?.contains("renders") == true)
        }
    }

    @Test("an attached video is read next, another job's video is 409")
    func attach() async throws {
        try await API.withRunning { api in
            let id = try await api.store.enqueueOne("a")
            try await api.store.submitAll { _ in .unknown }
            let news = api.wakeUps.signal(for: .hinted)
            let attached = try await api.post("/v1/jobs/\(id)/attach", #"{"video_id":"v1"}"#)
            #expect(attached.status == 200)
            #expect(attached.state == "rendering")
            #expect(attached.json?["video_id"]?.string == "v1")
            await news.wait(atMost: .seconds(60))
            let other = try await api.store.enqueueOne("b")
            let taken = try await api.post("/v1/jobs/\(other)/attach", #"{"video_id":"v1"}"#)
            #expect(taken.status == 409)
            let unsent = try await api.post("/v1/jobs/\(other)/attach", #"{"video_id":"v2"}"#)
            #expect(unsent.status == 409)
            #expect(unsent.detail?.contains("not sent") == true)
            try await api.store.hear(JobStore.succeeded("a", video: "v1"))
            let already = try await api.post("/v1/jobs/\(id)/attach", #"{"video_id":"v1"}"#)
            #expect(already.status == 200)
            #expect(already.state == "succeeded")
        }
    }

    @Test("an operator's word ends a job of unknown fate; a second one changes nothing and is 409")
    func fail() async throws {
        try await API.withRunning { api in
            let id = try await api.store.enqueueOne()
            try await api.store.submitAll { _ in .unknown }
            let news = api.wakeUps.signal(for: .completed)
            let failed = try await api.post("/v1/jobs/\(id)/fail", #"{"message":"not at HeyGen","code":"lost"}"#)
            #expect(failed.status == 200)
            #expect(failed.state == "failed")
            #expect(failed.json?["failure"]?["code"]?.string == "lost")
            #expect(failed.json?["failure"]?["message"]?.string == "not at HeyGen")
            #expect(failed.json?["resolved_by"]?.string == "operator")
            await news.wait(atMost: .seconds(60))
            let again = try await api.post("/v1/jobs/\(id)/fail", #"{"message":"again"}"#)
            #expect(again.status == 409)
            let succeeded = try await api.store.enqueueOne("won")
            try await api.store.renderAll()
            try await api.store.hear(JobStore.succeeded("won", video: "vid_won"))
            let spared = try await api.post("/v1/jobs/\(succeeded)/fail", #"{"message":"wrong id"}"#)
            #expect(spared.status == 409)
            #expect(spared.detail?.contains("even_if_succeeded") == true)
            #expect(try await api.store.job(succeeded).state == .succeeded)
            let canceled = try await api.store.enqueueOne()
            _ = try await api.store.cancel(canceled)
            let refused = try await api.post("/v1/jobs/\(canceled)/fail", #"{"message":"no"}"#)
            #expect(refused.status == 409)
            #expect(refused.detail?.contains("canceled") == true)
        }
    }

    @Test(
        "a verb's body that is wrong is 400 naming the field, and changes nothing",
        arguments: [
            ("retry", "{}", "after_attempt"), ("retry", #"{"after_attempt":"1"}"#, "after_attempt"),
            ("retry", #"{"after_attempt":0}"#, "after_attempt"),
            ("retry", #"{"after_attempt":99999}"#, "after_attempt"), ("retry", #"{"attempt":1}"#, "attempt"),
            ("attach", "{}", "video_id"), ("attach", #"{"video_id":""}"#, "video_id"),
            ("attach", #"{"video_id":7}"#, "video_id"), ("fail", "{}", "message"),
            ("fail", #"{"message":""}"#, "message"),
            ("fail", #"{"message":"a","code":"two words"}"#, "code"), ("fail", #"{"message":"\u0000"}"#, "message"),
        ])
    func wrongBody(verb: String, body: String, field: String) async throws {
        try await API.withRunning { api in
            let id = try await api.store.enqueueOne()
            let answer = try await api.post("/v1/jobs/\(id)/\(verb)", body)
            #expect(answer.status == 400)
            #expect(answer.field == field)
            #expect(try await api.store.job(id).state == .queued)
        }
    }

    @Test("a verb's body that is no JSON object is refused: 400, 415, 413")
    func noObject() async throws {
        try await API.withRunning { api in
            let id = try await api.store.enqueueOne()
            let path = "/v1/jobs/\(id)/retry"
            #expect(try await api.post(path, "[]").status == 400)
            #expect(try await api.post(path, "{").status == 400)
            #expect(try await api.post(path, "{}", headers: [.contentType: "text/plain"]).status == 415)
            #expect(try await api.post(path).status == 415)
            #expect(try await api.post(path, String(repeating: " ", count: 70_000)).status == 413)
        }
    }
}
