/// How HeyGen tells of a job.
package enum CallbackMode: String, Sendable, Hashable, CaseIterable {
    /// To the registered webhook endpoint, signed.
    case endpoint
    /// To an address of the job's own, unsigned: a hit only makes us read.
    case callbackURL = "callback_url"
}
