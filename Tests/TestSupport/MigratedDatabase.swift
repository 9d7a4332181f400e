package import Jobs
import PostgreSQL
package import Testing

extension Trait where Self == DatabaseTrait {
    /// A database of its own for each test, cloned from one that was migrated once.
    package static var migratedDatabase: Self {
        DatabaseTrait(
            template: TemplatePreparation(name: "migrated") { configuration in
                let pool = PostgreSQLPool(configuration: configuration, size: 1, logger: TestDatabase.silentLogger)
                // Few days ahead: every partition is a dozen files to copy for every test.
                _ = try await Migrator(pool: pool, logger: TestDatabase.silentLogger).migrate(partitionDays: 3)
                await pool.shutdown()
            })
    }
}

/// Lends a job store on the test's database.
package func withStore<T: Sendable>(size: Int = 4, _ body: (JobStore) async throws -> T) async throws -> T {
    try await TestDatabase.current.withPool(size: size) { try await body(JobStore(pool: $0)) }
}
