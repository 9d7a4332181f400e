import ArgumentParser
import ClapperClient

/// `clapper jobs attach`: says which video an attempt of unknown fate became.
struct JobsAttach: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "attach", abstract: "Tell which video a job in state unknown became; prints the job.",
        discussion: "The video is read at HeyGen, and what it says there decides.")

    @Argument(help: "The job's id.")
    var id: String

    @Argument(help: "HeyGen's id of the video.")
    var videoID: String

    @OptionGroup var options: ClientOptions

    func run() async throws {
        try await options.withClient { client in
            try options.output.show(try await client.attach(id, videoID: videoID))
        }
    }
}
