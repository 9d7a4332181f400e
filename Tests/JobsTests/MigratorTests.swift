import Jobs
import PostgreSQL
import TestSupport
import Testing

@testable import Jobs

@Suite("Migrations", .database)
struct MigratorTests {
    private func migrator(_ pool: PostgreSQLPool) -> Migrator {
        Migrator(pool: pool, logger: TestDatabase.silentLogger)
    }

    @Test("four processes migrate an empty database at once: each file is applied once")
    func concurrent() async throws {
        try await TestDatabase.current.withPool { pool in
            let applied = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<4 {
                    group.addTask {
                        try await TestDatabase.current.withPool {
                            try await self.migrator($0).migrate().migrations.count
                        }
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(applied.filter { $0 > 0 }.count == 1)
            #expect(try await migrator(pool).plan().isEmpty)
            #expect(try await JobStore(pool: pool).partitionDaysAhead() >= 14)
        }
    }

    @Test("a dry run names every file and changes nothing")
    func dryRun() async throws {
        try await TestDatabase.current.withPool { pool in
            let names = try await migrator(pool).plan().names
            #expect(names.first == "migrations/m0001_tables.sql")
            #expect(names.contains("functions/apply_verdicts.sql"))
            let schema = Statement("", "SELECT to_regnamespace('clapper')::text AS name")
            #expect(try await pool.query(schema)[0].decode("name", as: String?.self) == nil)
        }
    }

    @Test("an edited migration and a newer schema are refused; a changed function is re-created")
    func drift() async throws {
        try await TestDatabase.current.withPool { pool in
            _ = try await migrator(pool).migrate()
            func run(_ sql: String) async throws { _ = try await pool.query(Statement("", sql)) }
            try await run("UPDATE clapper.functions SET checksum = '\\x00' WHERE name = 'apply_verdicts'")
            #expect(try await migrator(pool).migrate().names == ["functions/apply_verdicts.sql"])
            try await run("UPDATE clapper.migrations SET checksum = '\\x00' WHERE name = 'm0001_tables'")
            await #expect(throws: JobStoreError.editedMigration("m0001_tables")) { try await migrator(pool).migrate() }
            try await run("INSERT INTO clapper.migrations (name, checksum) VALUES ('m9999_later', '\\x00')")
            await #expect(throws: JobStoreError.newerSchema("m9999_later")) { try await migrator(pool).migrate() }
        }
    }

    @Test("after DROP SCHEMA a migrate starts anew, with the roles that exist already")
    func anew() async throws {
        try await TestDatabase.current.withPool { pool in
            _ = try await migrator(pool).migrate()
            _ = try await pool.query(Statement("", "DROP SCHEMA clapper CASCADE"))
            #expect(try await migrator(pool).migrate().migrations.count >= 2)
            _ = try await JobStore(pool: pool).enqueueOne()
        }
    }

    @Test("expired partitions are dropped, but not one that an open job may lie in")
    func retention() async throws {
        try await TestDatabase.current.withPool { pool in
            _ = try await migrator(pool).migrate()
            let store = JobStore(pool: pool)
            let old = """
                CREATE TABLE clapper.events_p20200101 (LIKE clapper.events INCLUDING ALL);
                ALTER TABLE clapper.events ATTACH PARTITION clapper.events_p20200101
                    FOR VALUES FROM ('016f5e66-e800-0000-0000-000000000000') TO ('016f638d-4400-0000-0000-000000000000')
                """
            try await pool.withConnection { try await $0.execute(script: old) }
            #expect(try await store.dropExpiredPartitions(Retention()) == ["events_p20200101"])
            #expect(try await store.dropExpiredPartitions(Retention()).isEmpty)
        }
    }
}
