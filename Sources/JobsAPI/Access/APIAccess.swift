import Crypto
import HTTPTypes
import Problems

/// Who may use `/v1`.
package enum APIAccess: Sendable {
    /// No token is configured: everybody gets 503.
    case closed
    /// Everybody may. For the demo, which listens on loopback only.
    case open
    /// Whoever brings one of these as `Authorization: Bearer …`.
    case tokens([APIToken])

    /// Who asks.
    /// - Throws: 401 without a token or with a wrong one, 503 when none is configured.
    func caller(_ headers: HTTPFields) throws(Problem) -> APICaller {
        switch self {
        case .closed:
            throw .unavailable(
                "no API token is configured: set CLAPPER_API_TOKENS and start again", retryAfterSeconds: 60)
        case .open: return APICaller(lane: APICaller.defaultLane)
        case .tokens(let tokens):
            guard let presented = Self.bearerToken(headers) else {
                throw Problem(.unauthorized, "an API token is needed: send Authorization: Bearer and the token")
            }
            // Digests, so that lengths are equal; compared in constant time; all of them, so that the place of the
            // right one cannot be measured either.
            let digest = SHA256.hash(data: Array(presented.utf8))
            var found: APIToken?
            for token in tokens where token.digest == digest { found = token }
            guard let found else { throw Problem(.unauthorized, "this API token is not known") }
            return APICaller(lane: found.name ?? APICaller.defaultLane)
        }
    }

    private static func bearerToken(_ headers: HTTPFields) -> Substring? {
        guard let value = headers[.authorization] else { return nil }
        let parts = value.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "bearer" else { return nil }
        return parts[1]
    }
}
