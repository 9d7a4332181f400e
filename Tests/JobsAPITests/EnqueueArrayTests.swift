import HTTPTypes
import HeyGen
import Jobs
import TestSupport
import Testing

@Suite("POST /v1/jobs with an array", .migratedDatabase)
struct EnqueueArrayTests {
    private func statuses(_ answer: API.Answer) -> [String] {
        (answer.json?.elements ?? []).map { $0["status"]?.string ?? "none" }
    }

    @Test("each element is answered in its place, and valid ones are committed whatever their neighbors are")
    func mixed() async throws {
        try await API.withRunning { api in
            let deep = String(repeating: "[", count: 600) + String(repeating: "]", count: 600)
            let large = String(repeating: "x", count: 1_048_577)
            let answer = try await api.post(
                "/v1/jobs",
                """
                [{"request":{}}, {"request":{"a":1},"callback_id":"a"}, {"request":{"t":"\\u0000"}}, 7,
                 {"request":{"a":1.0},"callback_id":"a"}, {"request":{"a":2},"callback_id":"a"}, {"request":{"a":\(deep)}},
                 {"request":{},"kind":"song"}, {"request":{"a":"\(large)"}}, {"request":{},"extra":1}, {"request":{"z":1}}]
                """)
            #expect(answer.status == 200)
            #expect(
                statuses(answer) == [
                    "created", "created", "invalid", "invalid", "existing", "conflict", "invalid", "invalid", "invalid",
                    "invalid", "created",
                ])
            let entries = answer.json?.elements ?? []
            #expect(entries[4]["job"]?["id"]?.string == entries[1]["job"]?["id"]?.string)
            #expect(entries[5]["problem"]?["job_id"]?.string == entries[1]["job"]?["id"]?.string)
            #expect(entries[5]["problem"]?["status"]?.int == 409)
            #expect(entries[2]["problem"]?["field"]?.string == "request")
            #expect(entries[7]["problem"]?["field"]?.string == "kind")
            #expect(entries[8]["problem"]?["status"]?.int == 413)
            #expect(entries[10]["job"]?["request"]?.text == #"{"z":1}"#)
            #expect(try await api.jobs() == 3)
        }
    }

    @Test("an empty array is answered by one, a thousand are taken, one more is 400")
    func count() async throws {
        try await API.withRunning { api in
            #expect(try await api.post("/v1/jobs", "[]").body == Array("[]".utf8))
            let many = Array(repeating: #"{"request":{}}"#, count: 1000)
            let answer = try await api.post("/v1/jobs", "[\(many.joined(separator: ","))]")
            #expect(statuses(answer) == Array(repeating: "created", count: 1000))
            #expect(try await api.post("/v1/jobs", "[\((many + [many[0]]).joined(separator: ","))]").status == 400)
            #expect(try await api.jobs() == 1000)
        }
    }

    @Test("an array above 16 MiB is 413, one of several MiB is taken")
    func size() async throws {
        try await API.withRunning { api in
            let job = #"{"request":{"a":"\#(String(repeating: "x", count: 900_000))"}}"#
            let large = Array(repeating: job, count: 20).joined(separator: ",")
            #expect(try await api.post("/v1/jobs", "[\(large)]").status == 413)
            let answer = try await api.post("/v1/jobs", "[\(job),\(job),\(job)]")
            #expect(statuses(answer) == ["created", "created", "created"])
        }
    }

    @Test("an Idempotency-Key cannot name an array, and broken JSON spoils the whole of it")
    func refused() async throws {
        try await API.withRunning { api in
            let key = HTTPField.Name("Idempotency-Key")!
            let answer = try await api.post("/v1/jobs", #"[{"request":{}}]"#, headers: [key: "a"])
            #expect(answer.status == 400)
            #expect(answer.field == "Idempotency-Key")
            #expect(try await api.post("/v1/jobs", #"[{"request":{}},]"#).status == 400)
            #expect(try await api.jobs() == 0)
        }
    }
}
