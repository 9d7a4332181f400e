import ArgumentParser
import Clapper
import Logging

/// `clapper reconcile --once`: reads what no event told, and ends.
struct Reconcile: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make the reads that are due and end: for a cron line beside, or instead of, a running reconciler.",
        discussion: "For one that goes on: clapper serve --roles reconciler.")

    @OptionGroup var options: ServeOptions
    @OptionGroup var log: LogOptions

    @Flag(help: "Do what is due now, and end.")
    var once = false

    func run() async throws {
        try log.bootstrap()
        guard once else {
            throw UsageError(text: "--once: is missing; a reconciler that goes on is clapper serve --roles reconciler")
        }
        guard options.roles == nil else {
            throw UsageError(text: "--roles: reconcile has one role, which is reconciler; leave the option out")
        }
        let settings = try await options.settings(roles: [.reconciler])
        do {
            let made = try await ReconcileOnce.run(settings, logger: Logger(label: "clapper.reconcile"))
            print("\(made) reads made")
        } catch let error as SettingsError {
            throw UsageError(text: error.description)
        } catch {
            throw CleanExitError(describing: error)
        }
    }
}
