import ArgumentParser
import ClapperClient

/// `clapper events replay`: judges a stored event again.
struct EventsReplay: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay", abstract: "Judge a stored event again; prints what came of it.",
        discussion: "Safe at any time: the same evidence gives the same verdict.")

    @Argument(help: "The event's id.")
    var id: String

    @OptionGroup var options: ClientOptions

    func run() async throws {
        try await options.withClient { client in try options.output.show(try await client.replay(id)) }
    }
}
