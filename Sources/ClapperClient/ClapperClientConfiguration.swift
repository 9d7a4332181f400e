import Foundation

/// Where a Clapper answers, and who asks.
package struct ClapperClientConfiguration: Sendable {
    /// The address without a slash at its end, as in `http://127.0.0.1:8080`. Fit for messages: it holds no password.
    package let url: String
    /// Nil sends none, which a Clapper without tokens on loopback takes.
    let token: AccessToken?
    /// How long one exchange may take; a wait's own time comes on top.
    package var timeout: Duration = .seconds(30)
    /// The first pause before a call is repeated; it doubles.
    package var retryDelay: Duration = .milliseconds(250)
    /// The shortest time between two questions of one wait, so that a server which answers early is not asked in a
    /// tight loop.
    package var waitPause: Duration = .seconds(1)

    /// Whether calls carry a token.
    package var hasToken: Bool { token != nil }

    /// - Parameter token: empty counts as none.
    /// - Throws: ``ClapperClientError/invalid(field:reason:)`` for `url` or `token`.
    package init(url: String, token: String? = nil) throws(ClapperClientError) {
        var trimmed = url
        while trimmed.hasSuffix("/") { trimmed.removeLast() }
        guard trimmed.utf8.allSatisfy({ (0x21...0x7E).contains($0) }), let parts = URLComponents(string: trimmed),
            let scheme = parts.scheme, scheme == "http" || scheme == "https", let host = parts.host, !host.isEmpty,
            parts.user == nil, parts.password == nil, parts.query == nil, parts.fragment == nil
        else {
            throw .invalid(
                field: "url", reason: "must be http:// or https:// and a host, without user, password or query")
        }
        self.url = trimmed
        guard let token, !token.isEmpty else {
            self.token = nil
            return
        }
        guard token.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw .invalid(field: "token", reason: "must be visible ASCII characters without spaces")
        }
        self.token = AccessToken(token)
    }
}
