import Jobs
import Logging

/// Stored secrets that the key set here does not open, in one line of the log.
struct UnreadableSecrets: Hashable {
    /// Those HeyGen signs with.
    private(set) var current = 0
    /// Those it signed with before, at most 26 h ago.
    private(set) var replaced = 0
    /// Nil where no key is set.
    private var error: SecretKeyError?

    var isEmpty: Bool { current + replaced == 0 }

    mutating func add(_ secret: AcceptedSecrets.Sealed, _ error: SecretKeyError?) {
        if secret.isReplaced { replaced += 1 } else { current += 1 }
        // Of several reasons the one that another key mends.
        if self.error != .otherKey { self.error = error }
    }

    var metadata: Logger.Metadata {
        [
            "in_use": "\(current)", "replaced": "\(replaced)", "variable": "CLAPPER_SECRET_KEY",
            "reason": "\(error?.description ?? "CLAPPER_SECRET_KEY is not set")", "way_out": "\(wayOut)",
        ]
    }

    private var wayOut: String {
        let lost = current > 0 ? "clapper endpoints rotate" : "none is needed: they are forgotten within 26 hours"
        return error == .damaged
            ? lost : "set it to the key the secrets were stored under; if that is lost: \(lost)"
    }
}
