import Jobs

/// How a reconciler works. Durations are provider time unless they say otherwise.
package struct ReconcilerSettings: Sendable {
    /// How often it looks for due reads when nobody wakes it; real time.
    package var pollInterval: Duration = .seconds(1)
    /// How long a due read waits for company, so that one bulk call serves many. Real time is 0.25 to 5 s.
    package var gather: Duration = .seconds(15)
    /// Single reads under way at once (1...).
    package var concurrency = 8
    /// A video HeyGen does not know counts as lost from this age on, and after ``lostReads`` reads.
    package var lostAfter: Duration = .seconds(600)
    package var lostReads = 3
    /// A completed video without a link is read again after this, at most ``linkReads`` times.
    package var linkGap: Duration = .seconds(30)
    package var linkReads = 10
    /// Between two sweeps over events without a job, and how long those are kept.
    package var unmatchedWindow: Duration = .seconds(24 * 3600)
    package var unmatchedMaxGap: Duration = .seconds(600)
    /// Between two reads of a batch, doubling up to the second.
    package var batchGap: Duration = .seconds(10)
    package var batchMaxGap: Duration = .seconds(120)
    /// How long the same key may be sent again; past it, unknown attempts are searched by title, again after ``searchGap``.
    package var keyWindow = ClaimedJob.keyWindow
    package var searchGap: Duration = .seconds(3600)

    package init() {}

    /// How long a due read waits for company; real time.
    func gather(_ timeScale: TimeScale) -> Duration {
        min(.seconds(5), max(.milliseconds(250), timeScale.real(gather)))
    }
}
