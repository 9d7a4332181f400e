/// One time series: a metric name with one combination of labels.
struct SeriesID: Hashable, Sendable {
    /// The sanitised metric name.
    let name: String
    /// The labels as they stand between the braces: sanitised, escaped and sorted by name, so that the order in which
    /// a caller lists its dimensions makes no second series.
    let labels: String

    init(name: String, labels: [(String, String)]) {
        self.name = PrometheusName.metric(name)
        self.labels = Self.text(of: labels)
    }

    /// The labels with one more pair at the end, as a histogram's buckets need it.
    func labels(adding extra: String) -> String {
        labels.isEmpty ? extra : "\(labels),\(extra)"
    }

    private static func text(of labels: [(String, String)]) -> String {
        var used: Set<String> = []
        var pairs: [(name: String, value: String)] = []
        for (rawName, value) in labels {
            let name = PrometheusName.label(rawName)
            // `a.b` and `a_b` sanitise to one name, and a page with a label named twice is refused as a whole.
            var unique = name
            var count = 1
            while !used.insert(unique).inserted {
                count += 1
                unique = "\(name)_\(count)"
            }
            pairs.append((unique, value))
        }
        return pairs.sorted { $0.name < $1.name }
            .map { "\($0.name)=\"\(escaped($0.value))\"" }
            .joined(separator: ",")
    }

    /// A label value's escapes: backslash, double quote and line feed.
    private static func escaped(_ value: String) -> String {
        var text = ""
        text.reserveCapacity(value.utf8.count)
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\\": text += "\\\\"
            case "\"": text += "\\\""
            case "\n": text += "\\n"
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text
    }
}
