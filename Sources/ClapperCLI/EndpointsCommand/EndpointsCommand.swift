import ArgumentParser

/// `clapper endpoints`: where HeyGen sends its events, through a running Clapper.
struct EndpointsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "endpoints",
        abstract: "Register, change and rotate HeyGen's webhook endpoints.",
        discussion: """
            Their secrets are stored by Clapper, sealed under its CLAPPER_SECRET_KEY, and never shown. A table on a terminal, \
            JSON when piped or with --json. Exit codes as for 'clapper jobs'.
            """,
        subcommands: [
            EndpointsList.self, EndpointsCreate.self, EndpointsUpdate.self, EndpointsDelete.self, EndpointsRotate.self,
            EndpointsTypes.self, EndpointsDeliveries.self,
        ])

    /// A comma-separated list of types; nil for none.
    static func words(_ text: String?) -> [String]? {
        text.map { $0.split(separator: ",").map { $0.trimmingPrefix(while: \.isWhitespace) }.map(String.init) }
    }
}
