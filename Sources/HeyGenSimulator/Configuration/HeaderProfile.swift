/// Which signature headers a webhook carries.
package enum HeaderProfile: String, Sendable, CaseIterable {
    /// `Heygen-Signature`, `Heygen-Timestamp` and `Heygen-Event-Id`.
    case prefixed
    /// `Signature` alone, as real deliveries were seen.
    case plain
    /// All of them.
    case both
}
