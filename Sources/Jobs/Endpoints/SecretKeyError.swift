/// Why a key cannot be used, or does not open something.
package enum SecretKeyError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The text is no key.
    case malformed
    /// Another key sealed it. Set that one again, or have HeyGen make a new secret.
    case otherKey
    /// It was changed, or belongs to something else. Have HeyGen make a new secret.
    case damaged

    package var description: String {
        switch self {
        case .malformed:
            "must be 32 bytes in base64, as 'openssl rand -base64 32' makes them, or at least 32 characters"
        case .otherKey: "sealed under another CLAPPER_SECRET_KEY"
        case .damaged: "does not open under its CLAPPER_SECRET_KEY"
        }
    }
}
