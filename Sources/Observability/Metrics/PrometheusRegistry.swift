import Synchronization

/// The process's metrics, as a backend of swift-metrics and as a page in the Prometheus text format 0.0.4.
///
/// Bootstrap swift-metrics with it once, at the start of the process, and serve ``render()`` at `/metrics`.
/// Two swift-metrics objects with the same label and dimensions share one series.
package final class PrometheusRegistry: Sendable {
    private struct State {
        var table: MetricTable
        var collectors: [ScrapeCollector] = []
    }

    private let configuration: PrometheusConfiguration
    private let now: @Sendable () -> ContinuousClock.Instant

    /// A lock: swift-metrics makes handlers from any thread, synchronously. Recording does not take it.
    private let state: Mutex<State>

    /// - Parameters:
    ///   - configuration: help texts, buckets and limits.
    ///   - now: the clock that ages the collectors' answers; tests bring their own.
    package init(
        configuration: PrometheusConfiguration = PrometheusConfiguration(),
        now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }
    ) {
        self.configuration = configuration
        self.now = now
        let table = MetricTable(seriesLimit: configuration.seriesLimit, nameLimit: configuration.nameLimit)
        state = Mutex(State(table: table))
    }

    /// Has `collect` called when a page is rendered, for values that are read and not recorded.
    ///
    /// - Parameters:
    ///   - name: names the collector in `clapper_scrape_errors_total`.
    ///   - collect: may be called at most once a second, and never twice at once. When it throws, or takes longer
    ///     than the configured deadline, the page goes out without its samples and the failure is counted.
    package func onScrape(_ name: String, _ collect: @escaping @Sendable () async throws -> [PrometheusSample]) {
        let collector = ScrapeCollector(
            name: name, cache: configuration.collectorCache, deadline: configuration.collectorDeadline, now: now,
            collect: collect)
        state.withLock { $0.collectors.append(collector) }
    }

    /// The page. Never fails; takes as long as the slowest collector, at most the configured deadline.
    ///
    /// Off the caller's actor, for a full page is some milliseconds of work.
    @concurrent
    package func render() async -> String {
        let collectors = state.withLock { $0.collectors }
        let samples = await Self.read(collectors)
        var page = ExpositionPage(seriesLimit: configuration.seriesLimit)
        state.withLock { $0.table }.write(to: &page)

        var drops: [(name: String, reason: DropReason)] = []
        for sample in samples {
            if let reason = Self.add(sample, to: &page) { drops.append((sample.name, reason)) }
        }
        for collector in collectors {
            Self.addFailures(of: collector, to: &page)
        }
        let table = state.withLock { state in
            for drop in drops { state.table.noteDrop(of: drop.name, drop.reason) }
            return state.table
        }
        table.writeDrops(to: &page)
        return page.text
    }

    /// The series' cell, made if need be.
    func obtain<Cell: MetricCell>(
        label: String, dimensions: [(String, String)], make: (SeriesID) -> Cell
    ) -> Cell {
        let id = SeriesID(name: label, labels: dimensions)
        let help = configuration.help[id.name] ?? configuration.help[label] ?? label
        return state.withLock { $0.table.obtain(id, help: help, make: make) }
    }

    func release(_ cell: any MetricCell) {
        state.withLock { $0.table.release(cell) }
    }

    /// The buckets of this metric, or the given ones if it has none of its own.
    func bounds(of label: String, default bounds: KeyPath<PrometheusConfiguration, [Double]>) -> [Double] {
        configuration.buckets[label] ?? configuration.buckets[PrometheusName.metric(label)]
            ?? configuration[keyPath: bounds]
    }

    /// All collectors' samples, read at once, in the order of registration.
    private static func read(_ collectors: [ScrapeCollector]) async -> [PrometheusSample] {
        await withTaskGroup(of: (Int, [PrometheusSample]).self) { group in
            for (index, collector) in collectors.enumerated() {
                group.addTask { (index, await collector.read()) }
            }
            var readings: [(Int, [PrometheusSample])] = []
            for await reading in group { readings.append(reading) }
            return readings.sorted { $0.0 < $1.0 }.flatMap(\.1)
        }
    }

    private static func add(_ sample: PrometheusSample, to page: inout ExpositionPage) -> DropReason? {
        guard sample.kind != .histogram else { return .kindConflict }
        let id = SeriesID(name: sample.name, labels: sample.labels.map { ($0.name, $0.value) })
        let line = ExpositionPage.line(id.name, labels: id.labels, value: sample.value)
        return page.add(id, kind: sample.kind, help: sample.help, lines: line)
    }

    private static func addFailures(of collector: ScrapeCollector, to page: inout ExpositionPage) {
        let id = SeriesID(name: "clapper_scrape_errors_total", labels: [("collector", collector.name)])
        _ = page.add(
            id, kind: .counter, help: "Pages that lack a collector's samples because it failed or was late.",
            lines: ExpositionPage.line(id.name, labels: id.labels, value: Double(collector.failures)))
    }
}
