/// Where evidence about a video came from. How much each is believed stands in `authority.sql`.
package enum VerdictSource: String, Sendable, Hashable {
    /// A signed event.
    case webhook
    /// An unsigned hit on a `callback_url`: a hint to read, never evidence.
    case callbackURL = "callback_url"
    /// A read of the resource.
    case poll
    /// An event from HeyGen's list of delivered events.
    case backfill
    case `operator`
    /// Our own hard limit.
    case deadline
    /// HeyGen's refusal of our create.
    case submit
}
