/// One value that a collector read when the page was asked for.
package struct PrometheusSample: Sendable, Equatable {
    /// The metric's name. Characters that the format does not allow become `_`.
    package var name: String
    /// `counter` or `gauge`; a collector has no histograms, and one that says so is dropped and counted.
    package var kind: PrometheusKind
    /// The text of the `# HELP` line; that of a name's first sample counts.
    package var help: String
    /// Label names and values. Never an id: each combination is a time series for ever.
    package var labels: [(name: String, value: String)]
    package var value: Double

    package init(
        gauge name: String,
        help: String,
        labels: [(name: String, value: String)] = [],
        value: Double
    ) {
        self.init(kind: .gauge, name: name, help: help, labels: labels, value: value)
    }

    /// A number that only grows, such as a count kept in the database that survives restarts.
    package init(
        counter name: String,
        help: String,
        labels: [(name: String, value: String)] = [],
        value: Double
    ) {
        self.init(kind: .counter, name: name, help: help, labels: labels, value: value)
    }

    private init(
        kind: PrometheusKind, name: String, help: String, labels: [(name: String, value: String)], value: Double
    ) {
        self.name = name
        self.kind = kind
        self.help = help
        self.labels = labels
        self.value = value
    }

    package static func == (left: Self, right: Self) -> Bool {
        left.name == right.name && left.kind == right.kind && left.help == right.help && left.value == right.value
            && left.labels.elementsEqual(right.labels, by: ==)
    }
}
