import ArgumentParser
import Clapper
import Foundation
import PostgreSQL

/// Which database a command works on, by flag, environment or file, as everywhere.
struct DatabaseOptions: ParsableArguments {
    @Option(help: "A JSON file with settings, as for clapper serve.")
    var config: String?

    @Option(help: "The database, as postgres://user:password@host/name (CLAPPER_DIRECT_URL, then DATABASE_URL).")
    var databaseURL: String?

    /// The session connection that migrations need: not through a PgBouncer in transaction mode, if a direct URL is given.
    /// - Throws: ``UsageError`` naming the variable and the way out.
    func directConfiguration() async throws -> PostgreSQLConfiguration {
        do throws(SettingsError) {
            // The flag wins over both variables.
            let flags = databaseURL.map { ["DATABASE_URL": $0, "CLAPPER_DIRECT_URL": $0] } ?? [:]
            let reader = try await SettingsReader(
                flags: flags, environment: ProcessInfo.processInfo.environment, file: config)
            return try Settings.directDatabase(reader)
        } catch {
            throw UsageError(text: error.description)
        }
    }
}
