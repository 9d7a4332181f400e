import HeyGen
import Jobs
import PostgreSQL
import TestSupport
import Testing

@Suite("Enqueue", .migratedDatabase)
struct EnqueueTests {
    @Test("a minted callback id says its job, and the request keeps its bytes")
    func minted() async throws {
        try await withStore { store in
            let body = "{ \"type\" : \"avatar\",\"b\":1.0, \"a\":\"\\u00e9\" }"
            let id = try await store.enqueueOne(body: body)
            let job = try await store.job(id)
            #expect(job.callbackID == CallbackID(mintedFor: id))
            #expect(String(decoding: job.request, as: UTF8.self) == body)
            #expect(job.state == .queued)
            #expect(try await store.job(callbackID: job.callbackID) == id)
        }
    }

    @Test("the same callback id with an equal request is one job, with another request a conflict")
    func callbackIDIsUnique() async throws {
        try await withStore { store in
            let first = try await store.enqueueOne("order-1", body: #"{"a":1,"b":2}"#)
            func again(_ body: String) async throws -> EnqueueResult {
                try await store.enqueue([JobRequest(request: RawJSON(Array(body.utf8)), callbackID: "order-1")])[0]
            }
            #expect(try await again(#"{"b":2, "a":1}"#) == .existing(first))
            #expect(try await again(#"{"b":2.0,"a":1}"#) == .existing(first))
            #expect(try await again(#"{"a":1,"b":3}"#) == .conflict(first))
            #expect(try await store.scalar("SELECT count(*)::text FROM clapper.jobs") == "1")
        }
    }

    @Test("a batch keeps its order, and a callback id that stands in it twice is one job")
    func batch() async throws {
        try await withStore { store in
            func request(_ id: String?, _ body: String) throws -> JobRequest {
                try JobRequest(request: RawJSON(Array(body.utf8)), callbackID: id)
            }
            let results = try await store.enqueue([
                request("b", "{}"), request(nil, "{}"), request("a", "{}"), request("b", "{}"),
                request("a", #"{"x":1}"#),
            ])
            guard case .created(let b) = results[0], case .created(let a) = results[2] else {
                Issue.record("first ones are not created: \(results)")
                return
            }
            #expect(results[3] == .existing(b))
            #expect(results[4] == .conflict(a))
            #expect(try await store.scalar("SELECT count(*)::text FROM clapper.open_jobs") == "3")
        }
    }

    @Test("eight callers that enqueue one callback id at once make one job")
    func concurrentTwins() async throws {
        try await withStore(size: 8) { store in
            let ids = try await withThrowingTaskGroup(of: JobID.self) { group in
                for _ in 0..<8 { group.addTask { try await store.enqueueOne("twin") } }
                return try await group.reduce(into: Set<JobID>()) { $0.insert($1) }
            }
            #expect(ids.count == 1)
            #expect(try await store.scalar("SELECT count(*)::text FROM clapper.open_jobs") == "1")
        }
    }

    @Test(
        "SQL refuses what cannot become a job, naming the field",
        arguments: [
            ("'nope', '{}'", "kind:"), ("'video', '[]'", "request:"), ("'video', '{}', ''", "callback_id:"),
            ("'video', '{}', 'a b'", "callback_id:"), ("'video', '{}', 'clp_x'", "callback_id:"),
            ("'video', '{}', 'a~12'", "callback_id:"), (#"'video', '{"callback_id":"x"}', 'y'"#, "callback_id:"),
            (#"'video', '{"callback_id":1}'"#, "request.callback_id:"), ("'video', '{}', priority => 10", "priority:"),
            ("'video', '{}', lane => ''", "lane:"), ("'video', '{}', notify_url => 'ftp://x'", "notify_url:"),
            ("'video', '{}', max_attempts => 0", "max_attempts:"),
            ("'video', '{}', callback_mode => 'fax'", "callback_mode:"),
            ("'video', '{}', metadata => '[]'", "metadata:"),
        ])
    func refusals(arguments: String, field: String) async throws {
        try await withStore { store in
            do {
                _ = try await store.scalar("SELECT clapper.enqueue(\(arguments))::text")
                Issue.record("accepted \(arguments)")
            } catch let PostgreSQLError.server(error) {
                #expect(error.state.rawValue == "22023")
                #expect(error.message.hasPrefix(field), "\(error.message)")
            }
            #expect(try await store.scalar("SELECT count(*)::text FROM clapper.jobs") == "0")
        }
    }

    @Test("SQL enqueue belongs to the caller's transaction, and another request raises CL409")
    func insideTransaction() async throws {
        try await withStore { store in
            struct Rollback: Error {}
            let enqueue = Statement("", "SELECT clapper.enqueue('video', '{\"a\":1}', 'mine')::text")
            await #expect(throws: Rollback.self) {
                try await store.pool.transaction { connection in
                    _ = try await connection.query(enqueue)
                    throw Rollback()
                }
            }
            #expect(try await store.scalar("SELECT count(*)::text FROM clapper.jobs") == "0")
            _ = try await store.pool.query(enqueue)
            do {
                _ = try await store.scalar("SELECT clapper.enqueue('video', '{\"a\":2}', 'mine')::text")
                Issue.record("accepted another request")
            } catch let PostgreSQLError.server(error) {
                #expect(error.state.rawValue == "CL409")
            }
        }
    }
}
