/// What a webhook's headers prove about its body.
package enum Verification: Equatable, Sendable {
    /// The body is HeyGen's.
    case valid(profile: Profile, timestamp: Timestamp)
    /// It is not proven to be: answer 401.
    case invalid(Reason)
    /// Nothing can be proven: answer 503 and write nothing.
    case noSecretConfigured

    /// Which of HeyGen's two sets of headers came.
    package enum Profile: String, Equatable, Sendable {
        /// `Heygen-Signature`, with `Heygen-Timestamp` and `Heygen-Event-Id`.
        case prefixed
        /// `Signature` alone.
        case plain
    }

    /// What `Heygen-Timestamp` says. It is not covered by the signature, so it proves nothing.
    package enum Timestamp: String, Equatable, Sendable {
        /// There was none.
        case absent
        /// Within 300 s of now.
        case fresh
        /// Further off, or unreadable.
        case stale
    }

    /// Why a signature proves nothing.
    package enum Reason: String, Equatable, Sendable {
        case missing = "no signature header"
        case duplicated = "more than one signature header"
        case malformed = "the signature is not 64 hexadecimal digits"
        case mismatch = "the signature belongs to another body or secret"
    }
}
