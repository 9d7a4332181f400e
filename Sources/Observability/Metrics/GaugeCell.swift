import CoreMetrics
import Synchronization

/// A value that goes up and down: swift-metrics' meters and its recorders that do not aggregate.
final class GaugeCell: MetricCell, MeterHandler, RecorderHandler {
    static let kind = PrometheusKind.gauge

    let id: SeriesID

    /// A lock: increments read and write, from any thread.
    private let current = Mutex<Double>(0)

    init(id: SeriesID) {
        self.id = id
    }

    func set(_ value: Int64) {
        set(Double(value))
    }

    func set(_ value: Double) {
        current.withLock { $0 = value }
    }

    func increment(by amount: Double) {
        current.withLock { $0 += amount }
    }

    func decrement(by amount: Double) {
        current.withLock { $0 -= amount }
    }

    func record(_ value: Int64) {
        set(Double(value))
    }

    func record(_ value: Double) {
        set(value)
    }

    func exposition() -> String {
        ExpositionPage.line(id.name, labels: id.labels, value: current.withLock { $0 })
    }
}
