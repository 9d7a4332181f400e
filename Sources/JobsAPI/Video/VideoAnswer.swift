/// Where the file of a job's video is.
package enum VideoAnswer: Sendable, Equatable {
    case link(String)
    /// HeyGen has it no more; in words.
    case gone(String)
    /// It cannot be told now; why, and the way out.
    case unavailable(String, retryAfterSeconds: Int)
}
