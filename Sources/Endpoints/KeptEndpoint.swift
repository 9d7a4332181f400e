package import HeyGen
import Jobs

/// An endpoint at HeyGen, and what is known here of its secret. The secret itself is never shown.
package struct KeptEndpoint: Sendable {
    package enum SecretState: String, Sendable {
        /// Held: its events are accepted.
        case stored
        /// A rotation was begun and its answer is lost: rotate again, which goes on with it.
        case unfinished
        /// Held. A blue/green rotation was begun and is under way, or was interrupted: then rotate so again.
        case replacing
        /// Held, and the key that sealed it is not set here.
        case unreadable
        /// Not held here; `HEYGEN_WEBHOOK_SECRETS` may have it.
        case unknown
    }

    package let endpoint: Endpoint
    package let secret: SecretState

    init(_ endpoint: Endpoint, secret: SecretState) {
        self.endpoint = endpoint
        self.secret = secret
    }

    init(_ endpoint: Endpoint, stored: StoredEndpoint?, key: SecretKey?) {
        self.init(endpoint, secret: Self.state(stored, key))
    }

    static func state(_ stored: StoredEndpoint?, _ key: SecretKey?) -> SecretState {
        guard let stored else { return .unknown }
        if stored.unfinished == .rotate { return .unfinished }
        guard let sealed = stored.sealedSecret else { return .unknown }
        guard (try? key?.open(sealed, of: stored.id)) != nil else { return .unreadable }
        return stored.unfinished == .replace ? .replacing : .stored
    }
}
