/// A page in the Prometheus text format 0.0.4, put together family by family.
///
/// Whatever the sources say, the page is one that Prometheus accepts: one kind per name, no series twice, and always
/// in the same order.
struct ExpositionPage {
    private struct Family {
        let kind: PrometheusKind
        let help: String
        /// The lines of each series by its label text.
        var series: [String: String] = [:]
    }

    private let seriesLimit: Int
    private var families: [String: Family] = [:]
    /// Which family puts a sample name on the page; `x` and a histogram's `x_count` must not both do so.
    private var owners: [String: String] = [:]

    init(seriesLimit: Int) {
        self.seriesLimit = seriesLimit
    }

    /// Adds one series.
    ///
    /// - Returns: why it is left out, or nil.
    mutating func add(_ id: SeriesID, kind: PrometheusKind, help: String, lines: String) -> DropReason? {
        if let family = families[id.name] {
            guard family.kind == kind else { return .kindConflict }
            guard family.series[id.labels] == nil else { return .duplicate }
            guard family.series.count < seriesLimit else { return .seriesLimit }
        } else {
            let names = kind.sampleNames(of: id.name)
            guard names.allSatisfy({ owners[$0] == nil }) else { return .kindConflict }
            for name in names { owners[name] = id.name }
            families[id.name] = Family(kind: kind, help: help)
        }
        families[id.name]?.series[id.labels] = lines
        return nil
    }

    /// The page: families by name, series by their labels.
    var text: String {
        var text = ""
        for (name, family) in families.sorted(by: { $0.key < $1.key }) {
            text += "# HELP \(name) \(Self.escapedHelp(family.help))\n# TYPE \(name) \(family.kind.rawValue)\n"
            for (_, lines) in family.series.sorted(by: { $0.key < $1.key }) {
                text += lines
            }
        }
        return text
    }

    /// One sample line. `labels` is the text between the braces.
    static func line(_ name: String, labels: String, value: Double) -> String {
        labels.isEmpty
            ? "\(name) \(PrometheusNumber.text(value))\n"
            : "\(name){\(labels)} \(PrometheusNumber.text(value))\n"
    }

    /// A help text's escapes: backslash and line feed, but not the quote.
    private static func escapedHelp(_ help: String) -> String {
        var text = ""
        for scalar in help.unicodeScalars {
            switch scalar {
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text
    }
}
