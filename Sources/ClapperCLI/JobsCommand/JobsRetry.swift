import ArgumentParser
import ClapperClient

/// `clapper jobs retry`: buys another attempt.
struct JobsRetry: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retry", abstract: "Buy another attempt of a job that has ended; prints it.",
        discussion: "It names the attempt it replaces, so that two people cannot buy two.")

    @Argument(help: "The job's id.")
    var id: String

    @Option(help: "The attempt that did not do, as the job tells it. If the job is past it, nothing is bought.")
    var afterAttempt: Int

    @OptionGroup var options: ClientOptions

    func run() async throws {
        try await options.withClient { client in
            try options.output.show(try await client.retry(id, afterAttempt: afterAttempt))
        }
    }
}
