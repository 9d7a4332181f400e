/// What became of one send. Recorded by `record_submissions.sql`, which tells what each does to the job.
package struct SubmissionAnswer: Sendable {
    package enum Kind: Sendable {
        /// HeyGen took it; it renders under this id.
        case accepted(videoID: String)
        /// HeyGen said no to this request: the job fails.
        case refused(code: String?, message: String)
        /// It certainly did not reach HeyGen: back to the queue.
        case notSent
        /// HeyGen took nothing and asks for patience: back to the queue, no attempt burned.
        case throttled
        /// It may have been bought: keeps its slot, and is replayed with the same key.
        case unknown
    }

    package let job: JobID
    package let epoch: Int
    package let attempt: Int
    package let kind: Kind
    /// Accepted: until the first read. Otherwise until the next try. Real time.
    package let wait: Duration
    /// In words, for operators.
    package let note: String?

    package init(_ claim: ClaimedJob, _ kind: Kind, wait: Duration, note: String? = nil) {
        self.job = claim.id
        self.epoch = claim.epoch
        self.attempt = claim.attempt
        self.kind = kind
        self.wait = wait
        self.note = note
    }
}
