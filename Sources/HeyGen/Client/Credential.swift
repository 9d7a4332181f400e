/// What proves to HeyGen who we are. Its description never shows the secret.
package enum Credential: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// An API key, sent as `X-Api-Key`; usage is billed to the API balance.
    case apiKey(String)
    /// An OAuth token, sent as `Authorization: Bearer`; usage is billed to the web plan.
    case accessToken(String)

    /// The one header that carries it.
    var header: (name: String, value: String) {
        switch self {
        case .apiKey(let key): ("x-api-key", key)
        case .accessToken(let token): ("authorization", "Bearer \(token)")
        }
    }

    package var description: String {
        switch self {
        case .apiKey: "apiKey(redacted)"
        case .accessToken: "accessToken(redacted)"
        }
    }

    package var debugDescription: String { description }

    package var customMirror: Mirror { Mirror(self, children: []) }
}
