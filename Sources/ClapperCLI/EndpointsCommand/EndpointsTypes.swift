import ArgumentParser
import ClapperClient

/// `clapper endpoints types`: what an endpoint can be told.
struct EndpointsTypes: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "types", abstract: "List HeyGen's types of events.")

    @OptionGroup var options: ClientOptions

    func run() async throws {
        try await options.withClient { client in
            try options.output.show(page: try await client.eventTypes(), as: .eventTypes, more: "--json")
        }
    }
}
