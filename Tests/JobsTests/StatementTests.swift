import Foundation
import Jobs
import PostgreSQL
import SQL
import TestSupport
import Testing

@Suite("The statements in sql/", .migratedDatabase)
struct StatementTests {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "sql")

    static func names(in subfolder: String) throws -> Set<String> {
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.appending(path: subfolder).path)
        return Set(files.filter { $0.hasSuffix(".sql") }.map { String($0.dropLast(4)) })
    }

    /// The types a header declares for `$1`, `$2`, …, as PostgreSQL names them.
    static func declaredTypes(_ sql: String) -> [String] {
        let header = sql.split(separator: "\n").filter { $0.hasPrefix("--") }.joined(separator: " ")
        let parameters = header.split(separator: "→").first.map(String.init) ?? ""
        let short = [
            "int2": "smallint", "int4": "integer", "int8": "bigint", "bool": "boolean", "float8": "double precision",
            "timestamptz": "timestamp with time zone",
        ]
        return parameters.matches(of: /\$\d+ [a-z_]+ ([a-z0-9]+)(\[\])?/).map { match in
            let name = String(match.1)
            return (short[name] ?? name) + (match.2.map(String.init) ?? "")
        }
    }

    @Test("every statement prepares against a migrated database, with the parameter types its header declares")
    func prepared() async throws {
        try await withStore { store in
            for statement in SQL.statements {
                let described = try await store.pool.withConnection { connection in
                    try await connection.execute(script: "PREPARE \(statement.name) AS \(statement.sql)")
                    let types = Statement(
                        "",
                        "SELECT parameter_types::text[] AS types FROM pg_prepared_statements WHERE name = '\(statement.name)'"
                    )
                    let found: [String] = try await connection.query(types)[0].decode("types")
                    try await connection.execute(script: "DEALLOCATE \(statement.name)")
                    return found
                }
                #expect(described == Self.declaredTypes(statement.sql), "\(statement.name)")
            }
        }
    }

    @Test("every file is named in SQL.swift, and every statement but scripts is in the list that is prepared")
    func named() throws {
        let scripts: Set = [
            "migrations_prepare", "functions_prepare", "function_drop", "partition_detach", "partition_finalize",
            "partition_drop",
        ]
        #expect(try Self.names(in: "queries") == Set(SQL.statements.map(\.name)).union(scripts))
        #expect(try Self.names(in: "functions") == Set(SQL.functions.map(\.name)))
        #expect(try Self.names(in: "migrations") == Set(SQL.migrations.map(\.name)))
    }

    @Test("no function may be run by everybody, and each that changes tables has a fixed search path")
    func privileges() async throws {
        try await withStore { store in
            let open = try await store.scalar(
                """
                SELECT string_agg(proname, ', ') FROM pg_proc
                WHERE pronamespace = 'clapper'::regnamespace AND has_function_privilege('public', oid, 'EXECUTE')
                """)
            #expect(open == nil)
            let loose = try await store.scalar(
                """
                SELECT string_agg(proname, ', ') FROM pg_proc
                WHERE pronamespace = 'clapper'::regnamespace AND prosecdef
                  AND NOT coalesce('search_path=pg_catalog, pg_temp' = ANY (proconfig), false)
                """)
            #expect(loose == nil)
        }
    }

    @Test("the enqueuer may enqueue and read status, the worker may run every function; neither may write a table")
    func roles() async throws {
        try await withStore { store in
            try await store.pool.transaction { connection in
                try await connection.execute(script: "SET LOCAL ROLE clapper_enqueuer")
                _ = try await connection.query(Statement("", "SELECT clapper.enqueue('video', '{}')::text"))
                let seen = try await connection.query(Statement("", "SELECT state FROM clapper.job_status"))
                #expect(seen.count == 1)
            }
            for (role, sql) in [
                ("clapper_enqueuer", "SELECT 1 FROM clapper.jobs"),
                ("clapper_enqueuer", "SELECT clapper.queue_groups('default')"),
                ("clapper_worker", "DELETE FROM clapper.jobs"),
                ("clapper_worker", "UPDATE clapper.accounts SET max_renders = 1"),
            ] {
                await #expect(throws: PostgreSQLError.self, "\(role): \(sql)") {
                    try await store.pool.transaction { connection in
                        try await connection.execute(script: "SET LOCAL ROLE \(role)")
                        _ = try await connection.query(Statement("", sql))
                    }
                }
            }
        }
    }

    /// Rows written so far, by any session of this test's database.
    private func written(_ store: JobStore) async throws -> Int {
        _ = try await store.scalar("SELECT pg_stat_force_next_flush()::text")
        let sum = try await store.scalar(
            "SELECT sum(n_tup_ins + n_tup_upd + n_tup_del)::text FROM pg_stat_user_tables WHERE schemaname = 'clapper'")
        return try #require(sum.flatMap { Int($0) })
    }

    @Test("with nothing queued or due, looking writes nothing")
    func idle() async throws {
        // One connection, so that its counts are flushed by the statement that asks for them.
        try await withStore(size: 1) { store in
            _ = try await store.enqueueOne()
            _ = try await store.renderAll()
            let before = try await written(store)
            #expect(before > 0)
            _ = try await store.queue()
            _ = try await store.claimAll()
            _ = try await store.claimReplays(limit: 1, by: UUID(), lease: .seconds(1), window: .seconds(1))
            _ = try await store.waitingReads(limit: 100, from: .distantPast)
            _ = try await store.dueReads(
                limit: 10, horizon: .zero, from: .distantPast,
                schedules: [("video", ReadSchedule(timeScale: TimeScale(1)))])
            _ = try await store.releaseClaims()
            _ = try await store.rematchDue(limit: 10, window: .seconds(1), maxGap: .seconds(1))
            _ = try await store.claimDeliveries(limit: 10, perOrigin: 2, busy: [], lease: .seconds(1))
            _ = try await store.acceptedSecrets()
            _ = try await store.expire(hardLimit: .seconds(3600), limit: 10)
            #expect(try await written(store) == before)
            // The measure itself can rise.
            _ = try await store.enqueueOne()
            #expect(try await written(store) > before)
        }
    }
}
