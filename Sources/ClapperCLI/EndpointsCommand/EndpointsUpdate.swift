import ArgumentParser
import ClapperClient

/// `clapper endpoints update`: changes an endpoint.
struct EndpointsUpdate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "update", abstract: "Change an endpoint's URL or events; prints it.")

    @Argument(help: "The endpoint's id.")
    var id: String

    @Option(help: "Where HeyGen sends events from now on.")
    var address: String?

    @Option(help: "All types it is told from now on, comma-separated; those it had are replaced.")
    var events: String?

    @Flag(help: "Also to an address that has an endpoint already.")
    var another = false

    @OptionGroup var options: ClientOptions

    func validate() throws {
        if address == nil, events == nil { throw ValidationError("nothing to change: give --address or --events") }
    }

    func run() async throws {
        try await options.withClient(naming: ["url": "--address", "events": "--events"]) { client in
            try options.output.show(
                try await client.updateEndpoint(
                    id, url: address, events: EndpointsCommand.words(events), another: another))
        }
    }
}
