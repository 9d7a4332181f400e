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
        self.init(job: claim.id, epoch: claim.epoch, attempt: claim.attempt, kind, wait: wait, note: note)
    }

    /// A search for an attempt past its key window found nothing: it stands in its list, and is searched again later.
    package init(notFound unsettled: UnsettledAttempt, wait: Duration, note: String) {
        self.init(
            job: unsettled.job, epoch: unsettled.epoch, attempt: unsettled.attempt, .unknown, wait: wait, note: note)
    }

    /// A batch made this render of a job of it.
    package init(made videoID: String, of job: JobID, attempt: Int, wait: Duration) {
        // Whatever the claim was: the batch's key names the same renders.
        self.init(job: job, epoch: 0, attempt: attempt, .accepted(videoID: videoID), wait: wait, note: nil)
    }

    private init(job: JobID, epoch: Int, attempt: Int, _ kind: Kind, wait: Duration, note: String?) {
        self.job = job
        self.epoch = epoch
        self.attempt = attempt
        self.kind = kind
        self.wait = wait
        self.note = note
    }
}
