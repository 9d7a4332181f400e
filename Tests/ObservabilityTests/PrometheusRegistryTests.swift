import Metrics
import Observability
import Testing

struct PrometheusRegistryTests {
    private func lines(_ registry: PrometheusRegistry, of name: String) async -> [String] {
        await registry.render().split(separator: "\n").map(String.init)
            .filter { $0.hasPrefix(name) && !$0.hasPrefix("#") }
    }

    @Test("a counter made through swift-metrics shows with its help, type and labels")
    func counter() async {
        var configuration = PrometheusConfiguration()
        configuration.help["jobs_claimed_total"] = "Jobs claimed by this process."
        let registry = PrometheusRegistry(configuration: configuration)
        withMetricsFactory(registry) {
            Counter(label: "jobs_claimed_total", dimensions: [("kind", "video")]).increment(by: 3)
        }
        let page = await registry.render()
        #expect(
            page == """
                # HELP jobs_claimed_total Jobs claimed by this process.
                # TYPE jobs_claimed_total counter
                jobs_claimed_total{kind="video"} 3

                """)
    }

    @Test("a timer shows as a cumulative histogram in seconds that ends with +Inf")
    func timer() async {
        var configuration = PrometheusConfiguration()
        configuration.buckets["send_seconds"] = [1, 0.1, 1]
        let registry = PrometheusRegistry(configuration: configuration)
        let timer = Metrics.Timer(label: "send_seconds", dimensions: [("to", "a")], factory: registry)
        timer.record(duration: .milliseconds(50))
        timer.record(duration: .milliseconds(100))
        timer.record(duration: .milliseconds(500))
        timer.record(duration: .seconds(2))
        #expect(
            await lines(registry, of: "send_seconds") == [
                "send_seconds_bucket{to=\"a\",le=\"0.1\"} 2", "send_seconds_bucket{to=\"a\",le=\"1\"} 3",
                "send_seconds_bucket{to=\"a\",le=\"+Inf\"} 4", "send_seconds_sum{to=\"a\"} 2.65",
                "send_seconds_count{to=\"a\"} 4",
            ])
    }

    @Test("a recorder that aggregates is a histogram, one that does not and a meter are gauges")
    func recorders() async {
        let registry = PrometheusRegistry()
        Recorder(label: "batch_size", factory: registry).record(7)
        Gauge(label: "limit", factory: registry).record(10)
        let meter = Meter(label: "active.requests", factory: registry)
        meter.increment(by: 3)
        meter.decrement()
        let page = await registry.render()
        #expect(page.contains("# TYPE batch_size histogram\n"))
        #expect(page.contains("batch_size_bucket{le=\"10\"} 1\n"))
        #expect(page.contains("# TYPE limit gauge\nlimit 10\n"))
        #expect(
            page.contains("# HELP active_requests active.requests\n# TYPE active_requests gauge\nactive_requests 2\n"))
    }

    @Test("many tasks that increment one series at once lose nothing, and the order of dimensions makes no second one")
    func concurrency() async {
        let registry = PrometheusRegistry()
        await withTaskGroup { group in
            for task in 0..<50 {
                group.addTask {
                    let labels = [("a", "1"), ("b", "2")]
                    let counter = FloatingPointCounter(
                        label: "n_total", dimensions: task.isMultiple(of: 2) ? labels : labels.reversed(),
                        factory: registry)
                    for _ in 0..<200 { counter.increment(by: 0.5) }
                }
            }
        }
        #expect(await lines(registry, of: "n_total") == ["n_total{a=\"1\",b=\"2\"} 5000"])
    }

    @Test("the same name with another type records into nothing, is counted, and leaves the first one be")
    func kindConflict() async {
        let registry = PrometheusRegistry()
        Counter(label: "x", factory: registry).increment()
        Meter(label: "x", factory: registry).set(9)
        Metrics.Timer(label: "x", factory: registry).recordSeconds(1)
        let page = await registry.render()
        #expect(page.contains("# TYPE x counter\nx 1\n"))
        #expect(page.contains("clapper_metrics_dropped_total{metric=\"x\",reason=\"kind_conflict\"} 2\n"))
    }

    @Test("label combinations beyond the limit are dropped and counted")
    func seriesLimit() async {
        let registry = PrometheusRegistry()
        for id in 0..<1_005 {
            Counter(label: "x_total", dimensions: [("id", "\(id)")], factory: registry).increment()
        }
        #expect(await lines(registry, of: "x_total").count == 1_000)
        #expect(
            await lines(registry, of: "clapper_metrics_dropped_total")
                == ["clapper_metrics_dropped_total{metric=\"x_total\",reason=\"series_limit\"} 5"])
    }

    @Test("names beyond the limit are dropped and counted, and so are the names that say so bounded")
    func nameLimit() async {
        var configuration = PrometheusConfiguration()
        configuration.nameLimit = 2
        configuration.seriesLimit = 3
        let registry = PrometheusRegistry(configuration: configuration)
        for name in 0..<10 { Counter(label: "n\(name)", factory: registry).increment() }
        #expect(await lines(registry, of: "n").count == 2)
        #expect(
            await lines(registry, of: "clapper_metrics_dropped_total") == [
                "clapper_metrics_dropped_total{metric=\"n2\",reason=\"name_limit\"} 1",
                "clapper_metrics_dropped_total{metric=\"n3\",reason=\"name_limit\"} 1",
                "clapper_metrics_dropped_total{metric=\"other\",reason=\"name_limit\"} 6",
            ])
    }

    @Test("a series goes away with the last of its holders, not with the first")
    func destroy() async {
        let registry = PrometheusRegistry()
        let first = Counter(label: "x_total", factory: registry)
        let second = Counter(label: "x_total", factory: registry)
        second.increment()
        first.destroy()
        #expect(await lines(registry, of: "x_total") == ["x_total 1"])
        second.destroy()
        #expect(await lines(registry, of: "x_total").isEmpty)
    }

    @Test("a negative or undefined amount changes neither a counter nor a histogram's sum")
    func oddAmounts() async {
        let registry = PrometheusRegistry()
        let counter = registry.makeFloatingPointCounter(label: "x_total", dimensions: [])
        for amount in [-1, .nan, .infinity, 2] { counter.increment(by: amount) }
        let recorder = registry.makeRecorder(label: "y", dimensions: [], aggregate: true)
        for value in [.nan, .infinity, 2.5] { recorder.record(value) }
        registry.makeTimer(label: "z", dimensions: []).recordNanoseconds(-5)
        #expect(await lines(registry, of: "x_total") == ["x_total 2"])
        #expect(await lines(registry, of: "y_sum") == ["y_sum 2.5"])
        #expect(await lines(registry, of: "z_sum") == ["z_sum 0"])
    }
}
