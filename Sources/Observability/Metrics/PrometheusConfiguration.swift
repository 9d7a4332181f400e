/// What a ``PrometheusRegistry`` knows about the metrics beyond what swift-metrics tells it.
package struct PrometheusConfiguration: Sendable {
    /// Text of the `# HELP` line by metric name. A metric without one is described by its swift-metrics label.
    package var help: [String: String] = [:]

    /// Upper bounds of the buckets by metric name: seconds for timers, the recorded unit for recorders.
    /// Sorted and made unique when used; `+Inf` is always added.
    package var buckets: [String: [Double]] = [:]

    /// Upper bounds in seconds for timers without buckets of their own: from a local commit to a slow provider call.
    package var timerBuckets: [Double] = [
        0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60,
    ]

    /// Upper bounds for aggregating recorders without buckets of their own: sizes of batches and bodies.
    package var recorderBuckets: [Double] = [1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000]

    /// How many label combinations one metric name may have (1...). Further ones count into nothing, and are counted
    /// in `clapper_metrics_dropped_total`: an id that slipped into a label must not fill the memory.
    package var seriesLimit = 1_000

    /// How many metric names there may be (1...), for the same reason.
    package var nameLimit = 1_000

    /// For how long a collector's answer serves further scrapes. At least 1 s, however often the page is fetched.
    package var collectorCache: Duration = .seconds(1)

    /// How long a page waits for its collectors before it goes out without the slow ones.
    package var collectorDeadline: Duration = .seconds(2)

    package init() {}
}
