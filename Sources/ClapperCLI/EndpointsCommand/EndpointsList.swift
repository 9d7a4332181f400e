import ArgumentParser
import ClapperClient

/// `clapper endpoints list`: every endpoint at HeyGen.
struct EndpointsList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the endpoints at HeyGen.",
        discussion: """
            SECRET says whether Clapper holds it: stored, unfinished (a rotation was begun: rotate again), replacing (the \
            same, blue/green), unreadable (CLAPPER_SECRET_KEY is not the key it \
            was stored under, or not set), unknown.
            """)

    @OptionGroup var options: ClientOptions

    func run() async throws {
        try await options.withClient { client in
            try await PageWalk(output: options.output, listing: .endpoints) { token in
                try await client.endpoints(limit: 100, token: token)
            }.run()
        }
    }
}
