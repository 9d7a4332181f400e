import Testing

@testable import Observability

struct ExpositionPageTests {
    private func page(_ samples: [(SeriesID, String)]) -> String {
        var page = ExpositionPage(seriesLimit: 10)
        for (id, help) in samples {
            let line = ExpositionPage.line(id.name, labels: id.labels, value: 1)
            _ = page.add(id, kind: .gauge, help: help, lines: line)
        }
        return page.text
    }

    @Test("backslash, quote and line feed are escaped in a label value")
    func labelEscapes() {
        let id = SeriesID(name: "a", labels: [("l", "x\\y\"z\nw")])
        #expect(page([(id, "A.")]) == "# HELP a A.\n# TYPE a gauge\na{l=\"x\\\\y\\\"z\\nw\"} 1\n")
    }

    @Test("a help text keeps its quotes and loses its line feeds")
    func helpEscapes() {
        let id = SeriesID(name: "a", labels: [])
        #expect(page([(id, "one \"two\"\nthree\\")]).hasPrefix("# HELP a one \"two\"\\nthree\\\\\n"))
    }

    @Test("families stand in the order of their names and series in that of their labels, whatever came first")
    func order() {
        let ids = [("b", "2"), ("a", "1"), ("b", "1")].map { SeriesID(name: $0.0, labels: [("l", $0.1)]) }
        let text = page(ids.map { ($0, "") })
        #expect(text == page(ids.reversed().map { ($0, "") }))
        #expect(
            text.split(separator: "\n").filter { !$0.hasPrefix("#") } == [
                "a{l=\"1\"} 1", "b{l=\"1\"} 1", "b{l=\"2\"} 1",
            ])
    }

    @Test("a series that is already there, another kind under one name, and too many series are refused")
    func refusals() {
        var page = ExpositionPage(seriesLimit: 1)
        let id = SeriesID(name: "a", labels: [])
        #expect(page.add(id, kind: .gauge, help: "", lines: "a 1\n") == nil)
        #expect(page.add(id, kind: .gauge, help: "", lines: "a 2\n") == .duplicate)
        #expect(page.add(id, kind: .counter, help: "", lines: "a 2\n") == .kindConflict)
        let second = SeriesID(name: "a", labels: [("l", "v")])
        #expect(page.add(second, kind: .gauge, help: "", lines: "a{l=\"v\"} 2\n") == .seriesLimit)
        #expect(page.text == "# HELP a \n# TYPE a gauge\na 1\n")
    }

    @Test("a metric may not use a name that a histogram puts on the page")
    func histogramNames() {
        var page = ExpositionPage(seriesLimit: 10)
        let histogram = SeriesID(name: "a", labels: [])
        #expect(page.add(histogram, kind: .histogram, help: "", lines: "a_count 0\n") == nil)
        let counter = SeriesID(name: "a_count", labels: [])
        #expect(page.add(counter, kind: .counter, help: "", lines: "a_count 7\n") == .kindConflict)
    }

    @Test(
        "names become ones that the format allows",
        arguments: [
            ("http.server.active_requests", "http_server_active_requests"), ("9lives", "_9lives"), ("", "_"),
            ("a:b", "a:b"), ("größe", "gr__e"),
        ])
    func metricNames(raw: String, expected: String) {
        #expect(PrometheusName.metric(raw) == expected)
    }

    @Test(
        "label names become ones that the format allows and does not keep for itself",
        arguments: [("a:b", "a_b"), ("le", "exported_le"), ("__name__", "exported__name__"), ("1", "_1")])
    func labelNames(raw: String, expected: String) {
        #expect(PrometheusName.label(raw) == expected)
    }

    @Test("two labels that sanitise to one name stay two")
    func collidingLabels() {
        #expect(SeriesID(name: "a", labels: [("x.y", "1"), ("x_y", "2")]).labels == "x_y=\"1\",x_y_2=\"2\"")
    }

    @Test(
        "numbers are written as the format spells them",
        arguments: [(1, "1"), (0.25, "0.25"), (.infinity, "+Inf"), (-.infinity, "-Inf"), (.nan, "NaN"), (-3, "-3")])
    func numbers(value: Double, expected: String) {
        #expect(PrometheusNumber.text(value) == expected)
    }
}
