import ArgumentParser
import ClapperClient

/// `clapper jobs fail`: ends a job as failed, on an operator's word.
struct JobsFail: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fail", abstract: "End a job as failed; prints it.",
        discussion: """
            For a job in state unknown whose video does not exist at HeyGen: it gives up its render slot, and jobs retry buys \
            again. No webhook undoes it; jobs attach of the right video does.
            """)

    @Argument(help: "The job's id.")
    var id: String

    @Option(help: "Why, for whoever asked for the job.")
    var message: String

    @Option(help: "A word for programs.")
    var code: String?

    @Flag(help: "Fail it although it has succeeded and has its video.")
    var evenIfSucceeded = false

    @OptionGroup var options: ClientOptions

    func run() async throws {
        try await options.withClient { client in
            try options.output.show(
                try await client.fail(
                    id, message: message, code: code, evenIfSucceeded: evenIfSucceeded))
        }
    }
}
