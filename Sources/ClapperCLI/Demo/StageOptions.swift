import ArgumentParser
import DemoStage
import HeyGenSimulator

/// What `demo` and `up` have in common.
struct StageOptions: ParsableArguments {
    @Option(help: "A fault of the simulated HeyGen and its rate, as in lost-answer=0.2; repeatable.")
    var fault: [String] = []

    @Option(help: "The fate and length of every video, and every fault, are a hash of this and its callback id.")
    var seed: UInt64?

    @Option(help: "The roles of clapper serve, as in intake,api,submitter,reconciler,janitor (default: all).")
    var roles: String?

    @Option(help: ArgumentHelp("Simulated seconds per real second.", visibility: .hidden))
    var timeScale: Double?

    /// Puts what was given over the defaults.
    /// - Throws: ``UsageError`` naming the option.
    func apply(to settings: inout StageSettings) throws {
        for assignment in fault {
            do {
                try settings.faults.set(assignment)
            } catch {
                throw UsageError(text: "--fault: \(error)")
            }
        }
        if let seed { settings.seed = seed }
        if let timeScale {
            guard timeScale > 0, timeScale.isFinite else { throw UsageError(text: "--time-scale: must be above 0") }
            settings.timeScale = timeScale
        }
        settings.roles = roles
    }
}
