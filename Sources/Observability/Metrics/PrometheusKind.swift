/// What a metric is, in the words of the text format's `# TYPE` line.
package enum PrometheusKind: String, Sendable, Equatable {
    /// Only grows while the process lives.
    case counter
    /// Goes up and down.
    case gauge
    /// A distribution over fixed buckets, with its sum and count.
    case histogram
}

extension PrometheusKind {
    /// The sample names that a metric called `name` puts on the page.
    func sampleNames(of name: String) -> [String] {
        switch self {
        case .counter, .gauge: [name]
        case .histogram: [name, "\(name)_bucket", "\(name)_sum", "\(name)_count"]
        }
    }
}
