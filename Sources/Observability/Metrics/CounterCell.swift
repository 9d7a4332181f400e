import CoreMetrics
import Synchronization

/// A count that only grows.
final class CounterCell: MetricCell, CounterHandler, FloatingPointCounterHandler {
    static let kind = PrometheusKind.counter

    let id: SeriesID

    /// A lock: integer and floating-point increments arrive from any thread, and it is held for one addition.
    private let total = Mutex<Double>(0)

    init(id: SeriesID) {
        self.id = id
    }

    func increment(by amount: Int64) {
        increment(by: Double(amount))
    }

    /// Adds `amount`; what would make the count fall or become no number is ignored.
    func increment(by amount: Double) {
        guard amount.isFinite, amount > 0 else { return }
        total.withLock { $0 += amount }
    }

    func reset() {
        total.withLock { $0 = 0 }
    }

    func exposition() -> String {
        ExpositionPage.line(id.name, labels: id.labels, value: total.withLock { $0 })
    }
}
