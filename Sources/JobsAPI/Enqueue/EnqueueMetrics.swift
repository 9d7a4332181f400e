import Metrics

/// `clapper_enqueued_total{status}`: what became of requests for jobs.
struct EnqueueMetrics: Sendable {
    private static let label = "clapper_enqueued_total"

    private let created = Counter(label: label, dimensions: [("status", "created")])
    private let existing = Counter(label: label, dimensions: [("status", "existing")])
    private let conflict = Counter(label: label, dimensions: [("status", "conflict")])
    private let invalid = Counter(label: label, dimensions: [("status", "invalid")])

    func count(_ answer: EnqueueAnswer) {
        switch answer {
        case .created: created.increment()
        case .existing: existing.increment()
        case .conflict: conflict.increment()
        }
    }

    /// Counts one that was refused for what it says.
    func countInvalid() { invalid.increment() }
}
