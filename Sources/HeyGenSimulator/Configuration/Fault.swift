/// A way in which the simulator misbehaves, each at a rate of its own.
package enum Fault: String, Sendable, CaseIterable, Hashable {
    /// The events of a video are never sent; the list of delivered events still shows them.
    case dropEvents = "drop-events"
    /// An event is sent once more 5 simulated seconds later.
    case duplicateEvents = "duplicate-events"
    /// An event is sent 5 to 20 simulated minutes late.
    case delayEvents = "delay-events"
    /// An event waits until the next one was sent, at most 30 simulated seconds.
    case reorderEvents = "reorder-events"
    /// The first attempt of a delivery carries a wrong signature.
    case corruptSignature = "corrupt-signature"
    /// The first attempt of a delivery carries no signature.
    case unsigned
    /// A repeated delivery is signed with the secret of its first attempt, although it was rotated since.
    case oldSecretRetries = "old-secret-retries"
    /// The first attempt of a delivery carries a timestamp 301 to 3,600 s old.
    case staleTimestamp = "stale-timestamp"
    /// The video ends at once, and its event is delivered before the create is answered.
    case eventBeforeAnswer = "event-before-answer"
    /// The create is answered late; until then its key is in progress.
    case slowCreate = "slow-create"
    /// The video is made, and the connection closed without an answer.
    case lostAnswer = "lost-answer"
    /// A 5xx: half of them before anything happened, half of them from a gateway after it did.
    case error5xx = "error-5xx"
    /// A 429 with Retry-After before anything happens.
    case throttle
    /// The connection is closed in the middle of the answer's body.
    case truncateBody = "truncate-body"
    /// The idempotency key is ignored: a repeated create buys again.
    case ignoreIdempotency = "ignore-idempotency"
}
