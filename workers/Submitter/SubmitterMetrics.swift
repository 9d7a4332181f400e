import HeyGen
import Jobs
import Metrics

/// The submitter's metrics, made once.
struct SubmitterMetrics: Sendable {
    private static let results = [
        "accepted", "not_sent", "refused", "throttled", "in_progress", "retry_later", "credential", "ambiguous",
        "canceled",
    ]

    /// From enqueue to the first byte of the first create.
    let enqueueToPost = Metrics.Timer(label: "clapper_enqueue_to_post_seconds")
    /// How long HeyGen takes to answer a create.
    let create = Metrics.Timer(label: "clapper_create_seconds")
    let batches = Counter(label: "clapper_batches_total")
    let claimed = Counter(label: "clapper_claimed_total")
    let replayed = Counter(label: "clapper_replayed_total")
    private let creates = Dictionary(
        uniqueKeysWithValues: results.map { result in
            (result, Counter(label: "clapper_creates_total", dimensions: [("result", result)]))
        })

    func count(_ result: String) { creates[result]?.increment() }
}
