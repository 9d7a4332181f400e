import ArgumentParser
import ClapperClient

/// `clapper jobs fail`: ends a job as failed, on an operator's word.
struct JobsFail: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fail", abstract: "End a job as failed; prints it.",
        discussion: "For a job in state unknown whose video does not exist at HeyGen. No webhook undoes it.")

    @Argument(help: "The job's id.")
    var id: String

    @Option(help: "Why, for whoever asked for the job.")
    var message: String

    @Option(help: "A word for programs.")
    var code: String?

    @OptionGroup var options: ClientOptions

    func run() async throws {
        try await options.withClient { client in
            try options.output.show(try await client.fail(id, message: message, code: code))
        }
    }
}
