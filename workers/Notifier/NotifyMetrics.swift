import Foundation
import Jobs
import Metrics

/// What notifiers count.
struct NotifyMetrics: Sendable {
    private let told = Counter(label: "clapper_notify_total", dimensions: [("result", "told")])
    private let again = Counter(label: "clapper_notify_total", dimensions: [("result", "again")])
    private let gone = Counter(label: "clapper_notify_total", dimensions: [("result", "gone")])
    /// From the completion to the receiver's 2xx.
    private let delay = Metrics.Timer(label: "clapper_notify_seconds")

    /// - Parameter owedSince: by the database's clock, which may be ahead of ours.
    func count(_ kind: DeliveryResult.Kind, owedSince: Date, now: Date) {
        switch kind {
        case .told:
            told.increment()
            delay.record(duration: .seconds(max(0, now.timeIntervalSince(owedSince))))
        case .again: again.increment()
        case .gone: gone.increment()
        }
    }
}
