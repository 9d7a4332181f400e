import ArgumentParser
import Clapper
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
    /// - Parameter needed: roles that must be among those given.
    /// - Throws: ``UsageError`` naming the option.
    func apply(to settings: inout StageSettings, needed: [Role] = []) throws {
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
        if let roles {
            try check(roles, needed)
            settings.roles = roles
        }
    }

    private func check(_ text: String, _ needed: [Role]) throws {
        let given: Set<Role>
        do throws(SettingsError) {
            given = try Role.list(text, name: "--roles")
        } catch {
            throw UsageError(text: error.description)
        }
        if let missing = needed.first(where: { !given.contains($0) }) {
            let names = needed.map(\.rawValue).joined(separator: " and ")
            throw UsageError(
                text: "--roles: lacks \(missing.rawValue); the demo asks and listens by HTTP and needs \(names)")
        }
    }
}
