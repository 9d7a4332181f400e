import Crypto

/// A token that lets another service in, and the name that becomes the lane of its jobs.
///
/// Only the token's SHA-256 is kept.
package struct APIToken: Sendable {
    /// `nil` for a token without a name.
    package let name: String?
    let digest: SHA256Digest

    package init(name: String?, token: String) {
        self.name = name
        self.digest = SHA256.hash(data: Array(token.utf8))
    }
}
