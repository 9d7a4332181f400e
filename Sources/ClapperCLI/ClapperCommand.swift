import ArgumentParser
import Clapper
import Foundation

/// The `clapper` command.
@main
struct ClapperCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "clapper",
        abstract: "Records video jobs in PostgreSQL, buys each render once, and tells how it ended.",
        version: Version.current,
        subcommands: [
            DemoCommand.self, UpCommand.self, Serve.self, Migrate.self, Reconcile.self, Simulate.self, JobsCommand.self,
            EventsCommand.self, EndpointsCommand.self,
        ])

    /// Runs the command, with ArgumentParser's exit code for wrong usage (64) mapped to ours.
    static func main() async {
        do {
            var command = try parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch let error as UsageError {
            Terminal.say(error.text)
            Foundation.exit(ExitCodes.usage)
        } catch let error as CleanExitError {
            Terminal.say(error.description)
            Foundation.exit(ExitCodes.failure)
        } catch let error as CommandFailure {
            Terminal.say(error.text)
            Foundation.exit(error.exitCode)
        } catch {
            let code = exitCode(for: error)
            let text = fullMessage(for: error)
            if !text.isEmpty {
                let stream: FileHandle = code.isSuccess ? .standardOutput : .standardError
                // Nobody reading it is no reason to trap.
                try? stream.write(contentsOf: Data("\(text)\n".utf8))
            }
            Foundation.exit(code == .validationFailure ? ExitCodes.usage : code.rawValue)
        }
    }
}
