import ArgumentParser
import Clapper
import Logging
import Workers

/// `clapper reconcile --once`: reads what no event told, and ends.
struct Reconcile: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make the reads that are due and end: for a cron line beside, or instead of, a running reconciler.",
        discussion: "For one that goes on: clapper serve --roles reconciler.")

    @OptionGroup var options: ServeOptions
    @OptionGroup var log: LogOptions

    @Flag(help: "Do what is due now, and end.")
    var once = false

    @Option(
        help: "First read HeyGen's list of delivered events this far back, as in 26h, 90m or 2d; implies --once.",
        transform: TimeSpan.init(text:))
    var backfill: TimeSpan?

    func run() async throws {
        try log.bootstrap()
        guard once || backfill != nil else {
            throw UsageError(text: "--once: is missing; a reconciler that goes on is clapper serve --roles reconciler")
        }
        guard options.roles == nil else {
            throw UsageError(text: "--roles: reconcile has one role, which is reconciler; leave the option out")
        }
        let settings = try await options.settings(roles: [.reconciler])
        let report: ReconcileReport
        do {
            report = try await ReconcileOnce.run(
                settings, backfill: backfill?.duration, logger: Logger(label: "clapper.reconcile"))
        } catch let error as SettingsError {
            throw UsageError(text: error.description)
        } catch {
            throw CleanExitError(describing: error)
        }
        if let walk = report.backfill { print(BackfillText.line(walk)) }
        print("\(report.reads) reads made")
        // The reads find what the walk did not, later and dearer; whoever asked for the walk must know.
        if let walk = report.backfill, !walk.isWhole {
            let reason = walk.reason.map { " (\($0))" } ?? ""
            throw CommandFailure(text: "the walk is not whole: \(walk.end.rawValue)\(reason); run it again")
        }
    }
}
