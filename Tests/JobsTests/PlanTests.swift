import Foundation
import Jobs
import PostgreSQL
import SQL
import TestSupport
import Testing

/// With a million finished jobs no hot statement may read a table from end to end, whether its plan was made for the
/// values at hand or once for all.
@Suite("Plans on large tables", .migratedDatabase)
struct PlanTests {
    private static let finished = 1_000_000
    private static let open = 20_000

    /// Fills the tables as enqueues, claims and verdicts would have left them; set-based, because it is a million rows.
    private func fill(_ store: JobStore) async throws {
        let script = """
            CREATE TEMP TABLE ids AS
                SELECT n, clapper.uuid_v7(now() + n * interval '100 microseconds') AS id
                FROM generate_series(1, \(Self.finished + Self.open)) AS n;
            INSERT INTO clapper.jobs (id, callback_id, kind, request, created_at)
                SELECT id, 'job-' || n, 'video', '\\x7b7d', now() FROM ids;
            INSERT INTO clapper.job_keys (callback_id, job_id, request_hash)
                SELECT 'job-' || n, id, '\\x00' FROM ids;
            INSERT INTO clapper.outcomes (id, state, kind, account, attempt, revision, authority, resolved_by, video_id,
                                          finished_at)
                SELECT id, CASE WHEN n % 10 = 0 THEN 'failed' ELSE 'succeeded' END,
                       CASE WHEN n <= 1000 THEN 'lipsync' ELSE 'video' END, 'default', 1, 1, 3, 'webhook',
                       'vid_' || n, now() FROM ids WHERE n <= \(Self.finished);
            INSERT INTO clapper.events (id, job_id, at, source, disposition, hash)
                SELECT clapper.uuid_v7(), id, now(), 'webhook', 'applied', '\\x00' FROM ids WHERE n <= \(Self.finished);
            INSERT INTO clapper.open_jobs (id, phase, kind, lane, priority, slot_seq, video_id, next_at)
                SELECT id, CASE WHEN n % 2 = 0 THEN 'queued' ELSE 'rendering' END, 'video', 'lane-' || n % 5, 0,
                       CASE WHEN n % 2 = 0 THEN NULL ELSE n END, CASE WHEN n % 2 = 0 THEN NULL ELSE 'vid_' || n END,
                       now() + (n % 600 - 10) * interval '1 second'
                FROM ids WHERE n > \(Self.finished);
            UPDATE clapper.accounts SET max_renders = 100000;
            ANALYZE clapper.jobs; ANALYZE clapper.job_keys; ANALYZE clapper.outcomes; ANALYZE clapper.events;
            ANALYZE clapper.open_jobs;
            """
        try await store.pool.withConnection { try await $0.execute(script: script, timeout: .seconds(300)) }
    }

    /// How many rows were read from end to end, and in how many scans, since the session began to count.
    private func sequentialReads(_ connection: PostgreSQLConnection) async throws -> [String] {
        let sql = """
            SELECT relname || ': ' || seq_tup_read AS read FROM pg_stat_xact_user_tables
            WHERE schemaname = 'clapper' AND relname ~ '^(jobs|outcomes|events|job_keys|open_jobs)' AND seq_tup_read > 0
            """
        return try await connection.query(Statement("", sql)).map { try $0.decode("read") }
    }

    /// How many rows of the outcomes were looked at, by whatever way.
    private func outcomesRead(_ connection: PostgreSQLConnection) async throws -> Int {
        let sql = """
            SELECT coalesce(sum(seq_tup_read + coalesce(idx_tup_fetch, 0)), 0)::int8 AS read
            FROM pg_stat_xact_user_tables WHERE schemaname = 'clapper' AND relname ~ '^outcomes'
            """
        return try await connection.query(Statement("", sql))[0].decode("read")
    }

    @Test("claim, apply, due reads and every list filter use their indexes, with custom and with generic plans")
    func indexes() async throws {
        try await TestDatabase.current.withPool(size: 1) { pool in
            let store = JobStore(pool: pool)
            try await fill(store)
            let highest = UUID(uuid: (255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255))
            let queue = try await store.queue()
            let none: [String?] = Array(repeating: nil, count: 3)
            let last = Self.finished + Self.open - 1
            let calls: [(Statement, [(any PostgreSQLEncodable)?])] = [
                (SQL.queueRead, ["default"]),
                (
                    SQL.jobsClaim,
                    [
                        "default", UUID(), Int32(50), 60_000, 0, queue.groups.map { Int16($0.priority) },
                        queue.groups.map(\.lane), queue.groups.map(\.seq),
                    ]
                ),
                (
                    SQL.verdictsApply,
                    [
                        ["webhook", "webhook", "webhook"], ["succeeded", "failed", "failed"],
                        [UUID?](repeating: nil, count: 3), ["job-\(last)", "job-17", nil],
                        ["vid_\(last)", nil, "vid_4711"], [Int16?](repeating: nil, count: 3), none, none,
                        [Bytes([1]), Bytes([2]), Bytes([3])], [Bytes([1]), Bytes([2]), Bytes([3])],
                        [JSONB(#"{"video_url":"u"}"#), nil, nil] as [JSONB?], none, none,
                        [Date?](repeating: nil, count: 3), none, ["video", "video", nil] as [String?],
                    ]
                ),
                (
                    SQL.readsDue,
                    [
                        "default", Int32(100), 1000, Date.distantPast, ["video", "lipsync"], [1000, 1000],
                        [1000, 1000],
                    ]
                ),
                (SQL.readsWaiting, ["default", 100, Date.distantPast]),
                (SQL.jobsList, [highest, 50]),
                (SQL.jobsListByKind, [highest, 50, "video"]),
                (SQL.outcomesList, [highest, 50, "failed"]),
                (SQL.outcomesListByKind, [highest, 50, "succeeded", "video"]),
                (SQL.openJobsList, [highest, 50, "rendering", String?.none]),
                (SQL.keysRead, ["job-4711"]),
                (SQL.eventsList, [highest, 50]),
                (SQL.renderTimesRead, ["video", 500]),
            ]
            for mode in ["force_custom_plan", "force_generic_plan"] {
                for (statement, parameters) in calls {
                    // What earlier statements of this session read is not this one's.
                    _ = try await pool.query(Statement("", "SELECT pg_stat_force_next_flush()::text"))
                    let read = try await pool.transaction { connection in
                        try await connection.execute(script: "SET LOCAL plan_cache_mode = \(mode)")
                        _ = try await connection.query(statement, parameters)
                        return try await sequentialReads(connection)
                    }
                    #expect(read == [], "\(statement.name), \(mode)")
                }
            }
            // Of a kind that hardly anybody asks for the newest may lie a million rows back.
            for mode in ["force_custom_plan", "force_generic_plan"] {
                for state in [JobState.succeeded, nil] {
                    _ = try await pool.query(Statement("", "SELECT pg_stat_force_next_flush()::text"))
                    let read = try await pool.transaction { connection in
                        try await connection.execute(script: "SET LOCAL plan_cache_mode = \(mode)")
                        if let state {
                            let parameters: [(any PostgreSQLEncodable)?] = [highest, 50, state.rawValue, "lipsync"]
                            _ = try await connection.query(SQL.outcomesListByKind, parameters)
                        } else {
                            _ = try await connection.query(SQL.renderTimesRead, ["lipsync", 500])
                        }
                        return try await outcomesRead(connection)
                    }
                    #expect(read <= 20 * 500, "\(state?.rawValue ?? "render times"), \(mode)")
                }
            }
            // The measure itself can rise.
            let whole = try await pool.transaction { connection in
                _ = try await connection.query(Statement("", "SELECT count(metadata) FROM clapper.jobs"))
                return try await sequentialReads(connection)
            }
            #expect(!whole.isEmpty)
        }
    }
}
