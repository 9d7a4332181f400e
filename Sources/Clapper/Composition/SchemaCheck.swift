import Jobs
import Logging
import PostgreSQL

/// Looks once, before anything is started, whether the database has the schema of this version: on one that nobody
/// migrated, everything would fail for ever.
enum SchemaCheck {
    /// For connecting, and for the look itself.
    private static let patience = Duration.seconds(3)

    /// Returns also when the database does not answer, for it may come back and everything recovers then; and when a newer
    /// version has migrated it.
    /// - Throws: ``MissingMigrations``; `CancellationError`.
    static func run(_ database: PostgreSQLConfiguration, logger: Logger) async throws {
        var database = database
        database.connectTimeout = patience
        database.queryTimeout = patience
        // Of its own, for the process's pools have not begun; and silent, for what it would say is said below.
        let silent = Logger(label: "clapper.schema") { _ in SwiftLogNoOpLogHandler() }
        let pool = PostgreSQLPool(configuration: database, size: 1, leaseTimeout: patience, logger: silent)
        let missing: Int
        do {
            missing = try await Migrator(pool: pool, logger: silent).missingMigrations()
            await pool.shutdown()
        } catch {
            await pool.shutdown()
            if error is CancellationError { throw error }
            logger.warning("the schema could not be looked at; going on", metadata: ["reason": "\(error)"])
            return
        }
        if missing > 0 { throw MissingMigrations(count: missing) }
    }
}
