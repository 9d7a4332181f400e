import ArgumentParser
import Foundation
import Logging
import PostgreSQL

/// Which database a command works on, by flag or by environment; the flag wins.
struct DatabaseOptions: ParsableArguments {
    @Option(help: "The database, as postgres://user:password@host/name (CLAPPER_DIRECT_URL, then DATABASE_URL).")
    var databaseURL: String?

    /// The session connection that migrations need: not through a PgBouncer in transaction mode, if a direct URL is given.
    func directConfiguration() throws -> PostgreSQLConfiguration {
        let environment = ProcessInfo.processInfo.environment
        let direct = environment["CLAPPER_DIRECT_URL"].nonEmpty ?? environment["DATABASE_URL"].nonEmpty
        guard let url = databaseURL ?? direct else {
            throw UsageError(
                text: "DATABASE_URL is not set: give the database as postgres://user:password@host/name, "
                    + "there or with --database-url")
        }
        do {
            return try PostgreSQLConfiguration(url: url)
        } catch {
            throw UsageError(text: "DATABASE_URL: \(error)")
        }
    }
}
