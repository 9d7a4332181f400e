package import Jobs

/// How a submitter works. Durations are real time unless they say otherwise.
package struct SubmitterSettings: Sendable {
    /// The most creates under way at once in this process (1...). HeyGen takes up to half a minute for one.
    package var concurrency = 64
    /// How long a claim lasts without being renewed: after it, others take the job over.
    package var lease: Duration = .seconds(30)
    /// What must be left of the lease when a create is sent.
    package var leaseMargin: Duration = .seconds(8)
    /// How often the queue is looked at when nobody wakes us.
    package var pollInterval: Duration = .milliseconds(500)
    /// How long the same key may be sent again after the first send, provider time.
    package var keyWindow = ClaimedJob.keyWindow
    /// Whether titles get ` [clp:<job id>:<attempt>]`, by which a video can be found when nothing else is known of it.
    /// Changing it while attempts are of unknown fate changes their bytes, and leaves them to an operator.
    package var titleSuffix = true
    /// Whether a backlog is asked for in batches. Off unless asked for: HeyGen does not say whether queued items count against
    /// the limit of renders, nor whether a batch of videos honours its key.
    package var batches = false
    /// While a backlog waits for render slots, how long slots gather for the next batch; provider time.
    package var batchGather: Duration = .seconds(30)
    /// From a batch's acceptance to its first read; provider time.
    package var batchFirstRead: Duration = .seconds(5)
    /// The largest body of a batch.
    package var batchLimitBytes = 4 * 1024 * 1024
    /// How HeyGen tells of jobs that say nothing of it. Changing it does to bytes what changing ``titleSuffix`` does.
    package var callbackMode = CallbackMode.endpoint
    /// The addresses of jobs that are told by `callback_url`; nil where the settings for it are missing.
    package var callbacks: CallbackURLs?
    /// How long creates under way may go on after a shutdown began; what is cut off is of unknown fate and replayed.
    package var shutdownGrace: Duration = .seconds(4)

    package init() {}

    /// What is appended to the title of an attempt; nil where titles are left alone.
    func suffix(for idempotencyKey: String) -> String? {
        titleSuffix ? " [\(Self.titleTag(idempotencyKey))]" : nil
    }

    /// The part of a title that names an attempt.
    static func titleTag(_ idempotencyKey: String) -> String { "clp:\(idempotencyKey)" }
}
