import Foundation

/// Where the events of the endpoint that is registered from the start go.
///
/// Laxer than `POST /v3/webhooks/endpoints`, which takes plain http on loopback only, as HeyGen takes none: whoever starts
/// the simulator may name a neighbor in a private network.
package struct WebhookAddress: Sendable, Equatable {
    package let url: String
    /// Without user or password, for logs.
    package let host: String
    /// Whether events and their signatures cross a network in the clear.
    package let isExposed: Bool

    /// - Parameter text: an http or https URL with a host; nil for anything else.
    package init?(_ text: String) {
        guard text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }), let parts = URLComponents(string: text),
            let scheme = parts.scheme?.lowercased(), scheme == "http" || scheme == "https", let host = parts.host,
            !host.isEmpty, (1...65535).contains(parts.port ?? 1)
        else { return nil }
        url = text
        self.host = host
        isExposed = scheme == "http" && !["127.0.0.1", "localhost", "::1", "[::1]"].contains(host.lowercased())
    }
}
