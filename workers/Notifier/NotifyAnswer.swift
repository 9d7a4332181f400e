/// What came of one try to tell.
package enum NotifyAnswer: Sendable, Hashable {
    /// The receiver answered with this HTTP status.
    ///
    /// `retryAfter`: how long it asks us to wait, in real time.
    case status(Int, retryAfter: Duration? = nil)
    /// There was no answer; why, in words that hold no part of the URL.
    case noAnswer(String)
    /// The job has left the database (retention), so there is nothing left to tell.
    case jobMissing
}
