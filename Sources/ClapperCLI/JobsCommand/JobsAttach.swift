import ArgumentParser
import ClapperClient

/// `clapper jobs attach`: says what an attempt of unknown fate became at HeyGen.
struct JobsAttach: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "attach", abstract: "Tell what a job in state unknown became at HeyGen; prints the job.",
        discussion: "It is read at HeyGen, and what HeyGen says decides.")

    @Argument(help: "The job's id.")
    var id: String

    @Argument(
        help: "HeyGen's id of the video; of other kinds, of the session, translation, lipsync, render or clipping job.")
    var videoID: String

    @OptionGroup var options: ClientOptions

    func run() async throws {
        try await options.withClient { client in
            try options.output.show(try await client.attach(id, videoID: videoID))
        }
    }
}
