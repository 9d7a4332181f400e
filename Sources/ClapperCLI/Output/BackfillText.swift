import Jobs
import Workers

/// A walk over HeyGen's delivered events in one line for a person.
enum BackfillText {
    static func line(_ report: BackfillReport) -> String {
        let dispositions = Disposition.allCases.compactMap { disposition in
            report.dispositions[disposition].map { "\($0) \(disposition.rawValue)" }
        }
        var text = "\(report.events) events since \(report.since.rfc3339) on \(report.pages) pages"
        if !dispositions.isEmpty { text += ": \(dispositions.joined(separator: ", "))" }
        if report.unreadable > 0 { text += "; \(report.unreadable) unreadable" }
        return text + "; \(report.calls) API calls; ended: \(report.end.rawValue)"
    }
}
