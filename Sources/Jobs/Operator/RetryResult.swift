/// What a retry did.
package enum RetryResult: String, Sendable, Hashable {
    /// The next paid attempt is queued.
    case retried
    /// The job is past that attempt already: nothing is bought.
    case already
    /// It has not ended.
    case open
    /// It has its video.
    case succeeded
    /// It ended for us, but HeyGen still renders it.
    case rendering
    /// It has not come to that attempt yet.
    case future
    /// There is no such job.
    case missing
}
