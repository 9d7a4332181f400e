import ArgumentParser
import ClapperClient

/// `clapper endpoints delete`: removes an endpoint.
struct EndpointsDelete: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "delete", abstract: "Delete an endpoint at HeyGen.",
        discussion: "HeyGen repeats nothing to it any more; jobs whose events are lost end by reading.")

    @Argument(help: "The endpoint's id.")
    var id: String

    @OptionGroup var options: ClientOptions

    func run() async throws {
        try await options.withClient { client in try options.output.show(try await client.deleteEndpoint(id)) }
    }
}
