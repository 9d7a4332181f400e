import ArgumentParser
import Jobs
import Logging
import PostgreSQL

/// `clapper migrate`: brings the database to the schema of this version.
struct Migrate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Bring the database to this version's schema.",
        discussion: "Safe to run from several processes at once, and again: what was applied is not applied twice.")

    @OptionGroup var database: DatabaseOptions
    @OptionGroup var log: LogOptions

    @Flag(help: "Print what would be applied, and apply nothing.")
    var dryRun = false

    func run() async throws {
        try log.bootstrap()
        let logger = Logger(label: "clapper.migrate")
        let pool = PostgreSQLPool(configuration: try await database.directConfiguration(), size: 1, logger: logger)
        do {
            let migrator = Migrator(pool: pool, logger: logger)
            let plan = dryRun ? try await migrator.plan() : try await migrator.migrate()
            print(report(plan))
            await pool.shutdown()
        } catch {
            await pool.shutdown()
            throw CleanExitError(describing: error)
        }
    }

    private func report(_ plan: MigrationPlan) -> String {
        if plan.isEmpty { return "the schema is current" }
        let verb = dryRun ? "would apply" : "applied"
        return plan.names.map { "\(verb) \($0)" }.joined(separator: "\n")
    }
}
