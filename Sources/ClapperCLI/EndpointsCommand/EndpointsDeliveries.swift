import ArgumentParser
import ClapperClient
import HeyGen

/// `clapper endpoints deliveries`: what HeyGen says it told.
struct EndpointsDeliveries: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "deliveries", abstract: "List what HeyGen delivered, or tried to.",
        discussion: "'clapper events list' shows what arrived.")

    @Option(help: "Only this type of event.")
    var type: String?

    @Option(name: .customLong("entity-id"), help: "Only what is about this resource.")
    var entityID: String?

    @Option(help: "Events to list, at most 100; with --all, events asked for at once.")
    var limit: Int?

    @Flag(help: "All pages.")
    var all = false

    @OptionGroup var options: ClientOptions

    func validate() throws {
        if let limit, !(1...100).contains(limit) { throw ValidationError("--limit must be 1 to 100; or give --all") }
    }

    func run() async throws {
        // HeyGen adds types: it is asked all the same.
        if let type, !EventType.all.contains(where: { $0.name == type }) {
            Terminal.say("\(type) is no type known here: clapper endpoints types lists HeyGen's")
        }
        try await options.withClient { client in
            if all {
                return try await PageWalk(output: options.output, listing: .deliveries) { token in
                    try await client.deliveries(eventType: type, entityID: entityID, limit: limit ?? 100, token: token)
                }.run()
            }
            let page = try await client.deliveries(eventType: type, entityID: entityID, limit: limit)
            try options.output.show(page: page, as: .deliveries, more: "--all, or a higher --limit")
        }
    }
}
