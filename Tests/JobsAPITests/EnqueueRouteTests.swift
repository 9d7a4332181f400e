import Foundation
import HTTPTypes
import HeyGen
import Jobs
import PostgreSQL
import TestSupport
import Testing

@Suite("POST /v1/jobs with one job", .migratedDatabase)
struct EnqueueRouteTests {
    private static let key = HTTPField.Name("Idempotency-Key")!

    @Test("a new job is 201 with its place and the bare job, its request byte for byte, and wakes submitters")
    func created() async throws {
        try await API.withRunning { api in
            let news = api.wakeUps.signal(for: .queued)
            let request = "{ \"b\": 1.0,\n\"a\":\"\\u00e9\" }"
            let body =
                #"{"metadata":{"order":7},"priority":3,"max_attempts":2,"kind":"video","request":\#(request)}"#
            let answer = try await api.post("/v1/jobs", body)
            #expect(answer.status == 201)
            let id = try #require(answer.id)
            #expect(answer.headers[.location] == "/v1/jobs/\(id)")
            #expect(answer.json?["callback_id"]?.string == "clp_\(id)")
            #expect(answer.json?["request"]?.text == request)
            #expect(answer.state == "queued")
            #expect(answer.json?["priority"]?.int == 3)
            #expect(answer.json?["metadata"]?["order"]?.int == 7)
            await news.wait(atMost: .seconds(60))
            #expect(try await api.get("/v1/jobs/\(id)").body == answer.body)
        }
    }

    @Test("the same callback id with an equal request is 200 with the first job, with another 409 naming it")
    func idempotent() async throws {
        try await API.withRunning { api in
            let first = try await api.post("/v1/jobs", #"{"callback_id":"order-1","request":{"a":1,"b":[2]}}"#)
            #expect(first.status == 201)
            let again = try await api.post(
                "/v1/jobs", "{\"request\": {\"b\":[2.0],\n \"a\":1},\"callback_id\":\"order-1\"}")
            #expect(again.status == 200)
            #expect(again.body == first.body)
            let other = try await api.post("/v1/jobs", #"{"callback_id":"order-1","request":{"a":2}}"#)
            #expect(other.status == 409)
            #expect(other.field == "callback_id")
            #expect(other.json?["job_id"]?.string == first.id?.description)
            #expect(try await api.jobs() == 1)
        }
    }

    @Test("the Idempotency-Key names a job that has no callback id, beside the request or in it")
    func idempotencyKey() async throws {
        try await API.withRunning { api in
            func post(_ body: String) async throws -> API.Answer {
                try await api.post("/v1/jobs", body, headers: [Self.key: "key-1"])
            }
            let first = try await post(#"{"request":{}}"#)
            #expect(first.json?["callback_id"]?.string == "key-1")
            #expect(try await post(#"{"request":{},"callback_id":null}"#).status == 200)
            let beside = try await post(#"{"request":{},"callback_id":"own"}"#)
            #expect(beside.json?["callback_id"]?.string == "own")
            let inside = try await post(#"{"request":{"callback_id":"inner"}}"#)
            #expect(inside.json?["callback_id"]?.string == "inner")
            let refused = try await api.post("/v1/jobs", #"{"request":{}}"#, headers: [Self.key: "clp_mine"])
            #expect(refused.status == 400)
            #expect(refused.field == "Idempotency-Key")
        }
    }

    @Test("a valid traceparent goes with the job, another one is ignored")
    func traceparent() async throws {
        try await API.withRunning { api in
            let header = HTTPField.Name("traceparent")!
            let valid = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
            for value in [valid, "00-00000000000000000000000000000000-b7ad6b7169203331-01", valid.uppercased(), "x"] {
                #expect(try await api.post("/v1/jobs", #"{"request":{}}"#, headers: [header: value]).status == 201)
            }
            let claims = try await api.store.claim(
                limit: 10, by: UUID(), lease: .seconds(60), in: try await api.store.queue())
            #expect(Set(claims.map(\.traceparent)) == [valid, nil])
            #expect(claims.count == 4)
        }
    }

    @Test(
        "a field that is wrong is 400 naming it, and nothing is recorded",
        arguments: [
            (#"{}"#, "request"), (#"{"request":null}"#, "request"), (#"{"request":[]}"#, "request"),
            (#"{"request":"text"}"#, "request"), (#"{"request":{},"kind":"song"}"#, "kind"),
            (#"{"request":{},"kind":7}"#, "kind"), (#"{"request":{},"callback_id":""}"#, "callback_id"),
            (#"{"request":{},"callback_id":7}"#, "callback_id"),
            (#"{"request":{},"callback_id":"clp_mine"}"#, "callback_id"),
            (#"{"request":{},"callback_id":"order~1"}"#, "callback_id"),
            (#"{"request":{},"callback_id":"two words"}"#, "callback_id"),
            (#"{"request":{},"callback_id":"a\u0000"}"#, "callback_id"),
            (#"{"request":{"callback_id":"b"},"callback_id":"a"}"#, "callback_id"),
            (#"{"request":{"callback_id":7}}"#, "request.callback_id"), (#"{"request":{},"priority":10}"#, "priority"),
            (#"{"request":{},"priority":"high"}"#, "priority"), (#"{"request":{},"priority":1.5}"#, "priority"),
            (#"{"request":{},"max_attempts":0}"#, "max_attempts"), (#"{"request":{},"lane":""}"#, "lane"),
            (#"{"request":{},"metadata":[]}"#, "metadata"), (#"{"request":{},"notify_url":"ftp://x"}"#, "notify_url"),
            (#"{"request":{},"notify_url":{}}"#, "notify_url"), (#"{"request":{},"callbackId":"a"}"#, "callbackId"),
            (#"{"request":{"title":"a\u0000b"}}"#, "request"), (#"{"request":{"title":"\ud800"}}"#, "request"),
            (#"{"request":{"n":1e400000}}"#, "request"), (#"{"request":{},"metadata":{"n":1e400000}}"#, "metadata"),
        ])
    func wrongField(body: String, field: String) async throws {
        try await API.withRunning { (api) async throws in
            let answer = try await api.post("/v1/jobs", body)
            #expect(answer.status == 400)
            #expect(answer.field == field, "\(answer.detail ?? "")")
            #expect(try await api.jobs() == 0)
        }
    }

    @Test("an unknown field is told which fields are known")
    func unknownField() async throws {
        try await API.withRunning { (api) async throws in
            let answer = try await api.post("/v1/jobs", #"{"request":{},"callbackId":"a"}"#)
            #expect(answer.detail?.contains("callback_id") == true)
        }
    }

    @Test("what is no JSON, or neither object nor array, is 400")
    func malformed() async throws {
        try await API.withRunning { (api) async throws in
            let deep = String(repeating: "[", count: 20_000) + String(repeating: "]", count: 20_000)
            let bodies: [[UInt8]] = [
                Array("{".utf8), Array("null".utf8), Array("7".utf8), [], Array(" \n".utf8), Array("{}{}".utf8),
                [0xEF, 0xBB, 0xBF] + Array(#"{"request":{}}"#.utf8),
                Array(#"{"request":{"a":""#.utf8) + [0xFF, 0x22, 0x7D, 0x7D],
                Array(#"{"request":{"a":\#(deep)}}"#.utf8), Array(#"{"request":{"a":NaN}}"#.utf8),
            ]
            for body in bodies {
                let answer = try await api.call(.post, "/v1/jobs", body)
                #expect(answer.status == 400, "\(String(decoding: body.prefix(40), as: UTF8.self))")
                #expect(answer.headers[.contentType] == "application/problem+json")
            }
            #expect(try await api.jobs() == 0)
        }
    }

    @Test("another media type is 415, parameters of the right one are taken")
    func mediaType() async throws {
        try await API.withRunning { (api) async throws in
            for type in ["text/plain", "application/jsonp", "application/json+x", ""] {
                let answer = try await api.post("/v1/jobs", #"{"request":{}}"#, headers: [.contentType: type])
                #expect(answer.status == 415, "\(type)")
            }
            for type in ["application/json; charset=utf-8", "Application/JSON ;x=y"] {
                let answer = try await api.post("/v1/jobs", #"{"request":{}}"#, headers: [.contentType: type])
                #expect(answer.status == 201, "\(type)")
            }
        }
    }

    @Test("one job above 1 MiB is 413, at 1 MiB it is taken")
    func size() async throws {
        try await API.withRunning { (api) async throws in
            let frame = #"{"request":{"a":""}}"#.utf8.count
            func body(_ bytes: Int) -> String {
                #"{"request":{"a":"\#(String(repeating: "x", count: bytes - frame))"}}"#
            }
            #expect(try await api.post("/v1/jobs", body(2_097_152)).status == 413)
            #expect(try await api.post("/v1/jobs", body(1_048_577)).status == 413)
            #expect(try await api.post("/v1/jobs", body(1_048_576)).status == 201)
            #expect(try await api.post("/v1/jobs", String(repeating: " ", count: 17_000_000)).status == 413)
            #expect(try await api.jobs() == 1)
        }
    }

    @Test("where nobody can be told, a notify_url is refused with the reason")
    func notifyRefusal() async throws {
        try await API.withRunning(notifyRefusal: "needs CLAPPER_NOTIFY_SECRET") { api in
            let answer = try await api.post("/v1/jobs", #"{"request":{},"notify_url":"https://x.test/"}"#)
            #expect(answer.status == 400)
            #expect(answer.field == "notify_url")
            #expect(answer.detail?.contains("CLAPPER_NOTIFY_SECRET") == true)
            #expect(try await api.post("/v1/jobs", #"{"request":{},"notify_url":null}"#).status == 201)
        }
    }

    @Test("without a database every route is 503 with Retry-After")
    func withoutDatabase() async throws {
        try await API.withRunning { api in
            await api.store.pool.shutdown()
            for answer in [
                try await api.post("/v1/jobs", #"{"request":{}}"#),
                try await api.post("/v1/jobs", #"{"request":{},"callback_id":"a"}"#),
                try await api.post("/v1/jobs", #"[{"request":{}}]"#), try await api.get("/v1/jobs"),
                try await api.get("/v1/events"),
            ] {
                #expect(answer.status == 503)
                #expect(answer.headers[.retryAfter] != nil)
            }
        }
    }
}
