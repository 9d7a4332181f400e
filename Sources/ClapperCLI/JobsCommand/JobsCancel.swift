import ArgumentParser
import ClapperClient

/// `clapper jobs cancel`: ends a job.
struct JobsCancel: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cancel", abstract: "Cancel a job; prints it.",
        discussion: "What HeyGen renders already is paid for and cannot be stopped; nobody waits for it any more.")

    @Argument(help: "The job's id.")
    var id: String

    @OptionGroup var options: ClientOptions

    func run() async throws {
        try await options.withClient { client in try options.output.show(try await client.cancel(id)) }
    }
}
