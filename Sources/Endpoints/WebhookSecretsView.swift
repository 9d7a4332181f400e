package import HeyGen

/// The secrets of one moment, and why a signature that fits none of them may be HeyGen's all the same.
package struct WebhookSecretsView: Sendable {
    /// Our own trouble: such an event is answered 503, so that it comes again.
    package enum Excuse: String, Sendable {
        /// What is stored was not read yet.
        case starting
        /// HeyGen may sign with a secret that is not stored yet.
        case rotating
        /// The key that sealed a stored secret is not set here.
        case unreadable
    }

    package let verifier: WebhookVerifier
    package let excuse: Excuse?
}
