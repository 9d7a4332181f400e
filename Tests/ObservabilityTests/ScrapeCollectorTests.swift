import Metrics
import Observability
import Synchronization
import Testing

struct ScrapeCollectorTests {
    private struct Refused: Error {}

    @Test("a collector's samples are on the page beside the recorded metrics")
    func samples() async {
        let registry = PrometheusRegistry()
        Counter(label: "z_total", factory: registry).increment()
        registry.onScrape("jobs") {
            [
                PrometheusSample(gauge: "age_seconds", help: "Oldest.", labels: [("phase", "queued")], value: 1.5),
                PrometheusSample(counter: "jobs_total", help: "All.", value: 12),
            ]
        }
        #expect(
            await registry.render() == """
                # HELP age_seconds Oldest.
                # TYPE age_seconds gauge
                age_seconds{phase="queued"} 1.5
                # HELP clapper_scrape_errors_total Pages that lack a collector's samples because it failed or was late.
                # TYPE clapper_scrape_errors_total counter
                clapper_scrape_errors_total{collector="jobs"} 0
                # HELP jobs_total All.
                # TYPE jobs_total counter
                jobs_total 12
                # HELP z_total z_total
                # TYPE z_total counter
                z_total 1

                """)
    }

    @Test("a collector is asked once a second at most, however often the page is fetched")
    func cache() async {
        let clock = ManualClock()
        var configuration = PrometheusConfiguration()
        configuration.collectorCache = .milliseconds(1)
        let registry = PrometheusRegistry(configuration: configuration, now: { clock.now })
        let calls = Mutex(0)
        registry.onScrape("jobs") {
            let count = calls.withLock {
                $0 += 1
                return $0
            }
            return [PrometheusSample(gauge: "calls", help: "", value: Double(count))]
        }
        #expect(await registry.render().contains("calls 1\n"))
        clock.advance(by: .milliseconds(999))
        #expect(await registry.render().contains("calls 1\n"))
        clock.advance(by: .milliseconds(1))
        #expect(await registry.render().contains("calls 2\n"))
    }

    @Test("a collector that fails costs its own samples, not the page, and is counted")
    func failure() async {
        let clock = ManualClock()
        let registry = PrometheusRegistry(now: { clock.now })
        registry.onScrape("broken") { throw Refused() }
        registry.onScrape("whole") { [PrometheusSample(gauge: "whole", help: "", value: 1)] }
        _ = await registry.render()
        clock.advance(by: .seconds(1))
        let page = await registry.render()
        #expect(page.contains("clapper_scrape_errors_total{collector=\"broken\"} 2\n"))
        #expect(page.contains("clapper_scrape_errors_total{collector=\"whole\"} 0\n"))
        #expect(page.contains("\nwhole 1\n"))
    }

    @Test("a collector that hangs and ignores cancellation is left behind at the deadline and not started again")
    func hang() async {
        let clock = ManualClock()
        let stuck = HangingOperation()
        defer { stuck.release() }
        var configuration = PrometheusConfiguration()
        configuration.collectorDeadline = .milliseconds(20)
        let registry = PrometheusRegistry(configuration: configuration, now: { clock.now })
        registry.onScrape("stuck") {
            await stuck.hang()
            return []
        }
        _ = await registry.render()
        clock.advance(by: .seconds(1))
        let page = await registry.render()
        #expect(page.contains("clapper_scrape_errors_total{collector=\"stuck\"} 2\n"))
        #expect(stuck.calls == 1)
    }

    @Test("samples that contradict a recorded metric or repeat a series are dropped and counted")
    func contradictions() async {
        let registry = PrometheusRegistry()
        Counter(label: "x", factory: registry).increment()
        registry.onScrape("jobs") {
            [
                PrometheusSample(gauge: "x", help: "", value: 5), PrometheusSample(gauge: "y", help: "", value: 1),
                PrometheusSample(gauge: "y", help: "", value: 2),
            ]
        }
        let page = await registry.render()
        #expect(page.contains("\nx 1\n"))
        #expect(page.contains("\ny 1\n"))
        #expect(!page.contains("\ny 2\n"))
        #expect(page.contains("clapper_metrics_dropped_total{metric=\"x\",reason=\"kind_conflict\"} 1\n"))
        #expect(page.contains("clapper_metrics_dropped_total{metric=\"y\",reason=\"duplicate\"} 1\n"))
    }
}
