import ArgumentParser
import ClapperClient

/// `clapper endpoints rotate`: another secret, without losing an event.
struct EndpointsRotate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rotate", abstract: "Have HeyGen make another secret, without losing an event.",
        discussion: """
            plain replaces the secret in place: events signed with one that is not stored yet are answered 503 for the \
            window, and come again. blue_green registers another endpoint for the URL, lets both deliver for the window and \
            deletes the old one; the id changes. The old secret stays accepted for 26 hours. If it ends in the middle, the \
            same command goes on.
            """)

    @Argument(help: "The endpoint's id.")
    var id: String

    @Option(help: "plain or blue_green.")
    var mode = "plain"

    @Option(name: .customLong("window"), help: "The window, seconds (default 60).")
    var windowSeconds: Int?

    @OptionGroup var options: ClientOptions

    func validate() throws {
        guard ["plain", "blue_green"].contains(mode) else {
            throw ValidationError("--mode must be plain or blue_green")
        }
        if let windowSeconds, !(1...3600).contains(windowSeconds) {
            throw ValidationError("--window must be 1 to 3600 seconds")
        }
    }

    func run() async throws {
        try await options.withClient { client in
            try options.output.show(
                try await client.rotateEndpoint(id, mode: mode, windowSeconds: windowSeconds))
        }
    }
}
