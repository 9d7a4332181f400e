import ArgumentParser
import ClapperClient

/// `clapper endpoints create`: registers an endpoint.
struct EndpointsCreate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "create", abstract: "Register an endpoint; prints it.",
        discussion: """
            Its secret is stored by Clapper, and in use within a second. If an answer is lost, the same command goes on where \
            it ended and registers no second one. An endpoint that is not this Clapper's may be registered too; its secret \
            is stored all the same.
            """)

    @Argument(help: "Where HeyGen sends events: public https.")
    var address: String

    @Option(help: "Types of events, comma-separated (default: all).")
    var events: String?

    @Option(name: .customLong("entity-id"), help: "Only what is about this resource.")
    var entityID: String?

    @Flag(help: "A second one, where the address has one already; events then come twice and count once.")
    var another = false

    @OptionGroup var options: ClientOptions

    func run() async throws {
        try await options.withClient(naming: ["url": "address", "events": "--events", "entity_id": "--entity-id"]) {
            client in
            try options.output.show(
                try await client.createEndpoint(
                    url: address, events: EndpointsCommand.words(events), entityID: entityID, another: another))
        }
    }
}
