/// Why a listener calls.
package enum PostgreSQLWake: Sendable, Hashable {
    /// Somebody sent a NOTIFY.
    case notification(channel: String, payload: String)
    /// The listener is connected, for the first time or again: whatever was sent before is lost, so read everything.
    case connected
}
