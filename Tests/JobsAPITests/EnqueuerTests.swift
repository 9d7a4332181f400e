import HeyGen
import Jobs
import JobsAPI
import PostgreSQL
import TestSupport
import Testing

@Suite("Enqueuer", .migratedDatabase)
struct EnqueuerTests {
    private func request(_ callbackID: String? = nil, lane: String = "default") throws -> JobRequest {
        try JobRequest(request: RawJSON(Array("{}".utf8)), callbackID: callbackID, lane: lane)
    }

    private func withEnqueuer(_ body: (Enqueuer, JobStore) async throws -> Void) async throws {
        try await withStore { store in
            let enqueuer = Enqueuer(
                store: store, keyed: store, wakeUps: WakeUps(store: store, logger: TestDatabase.silentLogger))
            let running = Task { try await enqueuer.run() }
            try await body(enqueuer, store)
            running.cancel()
            try await running.value
        }
    }

    @Test("many at once are all recorded, each with its own job")
    func many() async throws {
        try await withEnqueuer { enqueuer, store in
            let ids = try await withThrowingTaskGroup(of: JobID?.self) { group in
                for _ in 0..<300 {
                    let request = try request()
                    group.addTask {
                        guard case .created(let job) = try await enqueuer.enqueue(request) else { return nil }
                        return job.id
                    }
                }
                return try await group.reduce(into: Set<JobID>()) { if let id = $1 { $0.insert(id) } }
            }
            #expect(ids.count == 300)
            #expect(try await store.count("open_jobs") == 300)
        }
    }

    @Test("one that waits for another transaction's callback id keeps no other waiting, and gets that job")
    func twin() async throws {
        try await withEnqueuer { enqueuer, store in
            let (waiting, first) = try await TestDatabase.current.withConnection { holder in
                try await holder.execute(script: "BEGIN; SELECT clapper.enqueue('video', '{}', 'twin')")
                let request = try request("twin")
                let waiting = Task { try await enqueuer.enqueue(request) }
                try await eventually("the twin waits for the transaction") {
                    try await store.pool.query(
                        Statement("", "SELECT count(*) FROM pg_locks WHERE NOT granted"))[0].decode(0, as: Int.self) > 0
                }
                guard case .created = try await enqueuer.enqueue(try self.request()) else {
                    Issue.record("the other one is not created")
                    return (waiting, "")
                }
                let first: String = try await holder.query(
                    Statement("", "SELECT job_id::text FROM clapper.job_keys"))[0].decode(0)
                try await holder.execute(script: "COMMIT")
                return (waiting, first)
            }
            guard case .existing(let job) = try await waiting.value else {
                Issue.record("the twin is not the first one's job")
                return
            }
            #expect(job.id.description == first)
        }
    }

    @Test("however many wait for another transaction's callback id, a connection is left for everybody else")
    func twins() async throws {
        try await TestDatabase.current.withPool(size: 1) { pool in
            try await withStore(size: 1) { store in
                let wakeUps = WakeUps(store: store, logger: TestDatabase.silentLogger)
                let enqueuer = Enqueuer(store: store, keyed: JobStore(pool: pool), wakeUps: wakeUps)
                let running = Task { try await enqueuer.run() }
                let twins = try await TestDatabase.current.withConnection { holder in
                    try await holder.execute(script: "BEGIN; SELECT clapper.enqueue('video', '{}', 'twin')")
                    let request = try request("twin")
                    let twins = (0..<3).map { _ in Task { try await enqueuer.enqueue(request) } }
                    try await eventually("one waits for the transaction, and two for its connection") {
                        pool.statistics.waiting == 2
                    }
                    guard case .created = try await enqueuer.enqueue(try self.request()) else {
                        Issue.record("the other one is not created")
                        return twins
                    }
                    try await holder.execute(script: "COMMIT")
                    return twins
                }
                for twin in twins { _ = try await twin.value }
                running.cancel()
                try await running.value
                #expect(try await store.count("jobs") == 2)
            }
        }
    }

    @Test("what is recorded is answered as created although it cannot be read back: nobody asks for it twice")
    func unreadable() async throws {
        try await withEnqueuer { enqueuer, store in
            try await store.pool.withConnection { connection in
                try await connection.execute(script: "ALTER VIEW clapper.job_status RENAME TO hidden")
            }
            guard case .created(let job) = try await enqueuer.enqueue(try request()) else {
                Issue.record("it is recorded")
                return
            }
            #expect(job.callbackID.text == "clp_\(job.id)")
            #expect(job.state == .queued)
            #expect(try await store.count("jobs") == 1)
        }
    }

    @Test("what PostgreSQL refuses is refused alone, and its neighbors are recorded")
    func refused() async throws {
        try await withEnqueuer { enqueuer, store in
            try await store.pool.withConnection { connection in
                try await connection.execute(
                    script: "ALTER TABLE clapper.jobs ADD CONSTRAINT test CHECK (lane <> 'refused')")
            }
            let lanes = ["a", "refused", "b", "c", "refused"]
            let answers = try await enqueuer.enqueue(lanes.map { try request(lane: $0) })
            for (lane, answer) in zip(lanes, answers) {
                switch answer {
                case .success(.created(let job)): #expect(job.lane == lane && lane != "refused")
                case .failure(let error): #expect((error as? FieldProblem)?.field == "request" && lane == "refused")
                case .success: Issue.record("neither created nor refused")
                }
            }
            await #expect(throws: FieldProblem.self) {
                _ = try await enqueuer.enqueue(try request(lane: "refused"))
            }
            #expect(try await store.count("jobs") == 3)
        }
    }

    @Test("after shutdown a minted one is refused, so that it is asked of another process")
    func shutdown() async throws {
        try await withStore { store in
            let enqueuer = Enqueuer(
                store: store, keyed: store, wakeUps: WakeUps(store: store, logger: TestDatabase.silentLogger))
            let running = Task { try await enqueuer.run() }
            running.cancel()
            try await running.value
            await #expect(throws: JobStoreError.shuttingDown) { _ = try await enqueuer.enqueue(try request()) }
        }
    }
}
