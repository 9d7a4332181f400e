import Metrics

/// The reconciler's metrics, made once.
struct ReconcilerMetrics: Sendable {
    private static let results = [
        "ok", "not_sent", "refused", "throttled", "in_progress", "retry_later", "credential", "ambiguous", "canceled",
    ]

    let reads = Counter(label: "clapper_reads_total", dimensions: [("call", "video")])
    let bulkReads = Counter(label: "clapper_reads_total", dimensions: [("call", "statuses")])
    let batchReads = Counter(label: "clapper_reads_total", dimensions: [("call", "batch")])
    let searches = Counter(label: "clapper_reads_total", dimensions: [("call", "title")])
    private let calls = Dictionary(
        uniqueKeysWithValues: results.map { result in
            (result, Counter(label: "clapper_read_results_total", dimensions: [("result", result)]))
        })

    func count(_ result: String) { calls[result]?.increment() }
}
