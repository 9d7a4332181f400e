import ArgumentParser
import ClapperClient

/// `clapper events show`: one event.
struct EventsShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: "Print one event.")

    @Argument(help: "The event's id.")
    var id: String

    @OptionGroup var options: ClientOptions

    func run() async throws {
        try await options.withClient { client in try options.output.show(try await client.event(id)) }
    }
}
