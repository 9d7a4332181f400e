import Metrics

/// The counters of verdicts and endings, made once: a settlement must not cost a look into the metrics' registry.
final class SettlementCounters: Sendable {
    private static let sources: [VerdictSource] = [
        .webhook, .callbackURL, .poll, .backfill, .operator, .deadline, .submit,
    ]

    private let verdicts: [String: Counter]
    private let endings: [String: Counter]

    init() {
        var verdicts: [String: Counter] = [:]
        var endings: [String: Counter] = [:]
        for source in Self.sources.map(\.rawValue) {
            for disposition in Disposition.allCases.map(\.rawValue) {
                verdicts["\(source) \(disposition)"] = Counter(
                    label: "clapper_verdicts_total", dimensions: [("source", source), ("disposition", disposition)])
            }
            for state in JobState.allCases where state.isEnded {
                endings["\(state.rawValue) \(source)"] = Counter(
                    label: "clapper_jobs_ended_total", dimensions: [("state", state.rawValue), ("resolved_by", source)])
            }
        }
        self.verdicts = verdicts
        self.endings = endings
    }

    func count(_ disposition: Disposition, from source: String) {
        verdicts["\(source) \(disposition.rawValue)"]?.increment()
    }

    func countEnd(_ state: String, resolvedBy source: String) {
        endings["\(state) \(source)"]?.increment()
    }
}
