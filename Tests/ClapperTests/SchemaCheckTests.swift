import Clapper
import Jobs
import Logging
import PostgreSQL
import TestSupport
import Testing

@Suite("The look at the schema before anything starts", .timeLimit(.minutes(10)))
struct SchemaCheckTests {
    private func settings(_ url: String) async throws -> Settings {
        let environment = [
            "DATABASE_URL": url, "CLAPPER_PORT": "0", "CLAPPER_ROLES": "api", "HEYGEN_API_KEY": "k",
            "HEYGEN_BASE_URL": "http://127.0.0.1:1",
        ]
        return try Settings(try await SettingsReader(environment: environment))
    }

    private func starts(_ url: String) async throws -> Bool {
        try await ClapperProcess.withRunning(settings(url), logger: TestDatabase.silentLogger) { address in
            address.hasPrefix("http://127.0.0.1:")
        }
    }

    @Test("a database nobody migrated ends a process, and a single round of reads, with the way out", .database)
    func missing() async throws {
        let url = TestDatabase.current.url
        let error = await #expect(throws: MissingMigrations.self) { try await starts(url) }
        let count = try #require(error?.count)
        #expect(count >= 2)
        #expect(error?.description == "the database lacks \(count) migrations: run clapper migrate")
        await #expect(throws: MissingMigrations(count: count)) {
            try await ReconcileOnce.run(settings(url), logger: TestDatabase.silentLogger)
        }
    }

    @Test("a migrated database is no reason to end, nor is one that a newer version migrated", .migratedDatabase)
    func present() async throws {
        let url = TestDatabase.current.url
        #expect(try await starts(url))
        try await TestDatabase.current.withPool { pool in
            let later = "INSERT INTO clapper.migrations (name, checksum) VALUES ('m9999_later', '\\x00')"
            _ = try await pool.query(Statement("", later))
            await #expect(throws: JobStoreError.newerSchema("m9999_later")) {
                try await Migrator(pool: pool, logger: TestDatabase.silentLogger).plan()
            }
        }
        #expect(try await starts(url))
    }

    @Test("one migration is not several")
    func one() {
        #expect(MissingMigrations(count: 1).description == "the database lacks 1 migration: run clapper migrate")
    }

    @Test("a database that does not answer is no reason to end: it may come back")
    func away() async throws {
        #expect(try await starts("postgres://nobody@127.0.0.1:1/x"))
    }
}
