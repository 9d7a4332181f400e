import CoreMetrics
import Synchronization

/// A distribution over fixed buckets: swift-metrics' timers, in seconds, and its aggregating recorders.
///
/// Histograms and not summaries, because buckets can be added up over processes and quantiles cannot.
final class HistogramCell: MetricCell, TimerHandler, RecorderHandler {
    static let kind = PrometheusKind.histogram

    private struct State {
        /// One count per bound and a last one for everything above; made cumulative only on the page.
        var counts: [UInt64]
        var sum = 0.0
    }

    let id: SeriesID
    private let bounds: [Double]

    /// A lock: a page must see a sum and counts of the same moment.
    private let state: Mutex<State>

    init(id: SeriesID, bounds: [Double]) {
        self.id = id
        self.bounds = Set(bounds.filter(\.isFinite)).sorted()
        state = Mutex(State(counts: Array(repeating: 0, count: self.bounds.count + 1)))
    }

    /// A negative duration, which only a broken clock gives, counts as zero.
    func recordNanoseconds(_ duration: Int64) {
        record(Double(max(0, duration)) / 1e9)
    }

    func record(_ value: Int64) {
        record(Double(value))
    }

    /// Counts `value` into its bucket; what is no finite number is ignored, for it would spoil the sum for ever.
    func record(_ value: Double) {
        guard value.isFinite else { return }
        let bucket = bounds.firstIndex { value <= $0 } ?? bounds.count
        state.withLock {
            $0.counts[bucket] += 1
            $0.sum += value
        }
    }

    func exposition() -> String {
        let state = state.withLock { $0 }
        var text = ""
        var cumulative: UInt64 = 0
        for (bound, count) in zip(bounds + [.infinity], state.counts) {
            cumulative += count
            text += ExpositionPage.line(
                "\(id.name)_bucket",
                labels: id.labels(adding: "le=\"\(PrometheusNumber.text(bound))\""),
                value: Double(cumulative))
        }
        text += ExpositionPage.line("\(id.name)_sum", labels: id.labels, value: state.sum)
        text += ExpositionPage.line("\(id.name)_count", labels: id.labels, value: Double(cumulative))
        return text
    }
}
