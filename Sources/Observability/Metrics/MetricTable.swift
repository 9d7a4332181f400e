/// The recorded series by name and labels: a plain value, so that its rules can be tested without threads.
struct MetricTable {
    private struct Entry {
        let cell: any MetricCell
        /// How many swift-metrics objects share this cell; the last `destroy` removes it.
        var holders = 1
    }

    private struct Family {
        let kind: PrometheusKind
        let help: String
        var entries: [String: Entry] = [:]
    }

    private let seriesLimit: Int
    private let nameLimit: Int
    private var families: [String: Family] = [:]
    private var owners: [String: String] = [:]
    private var drops: [SeriesID: UInt64] = [:]

    init(seriesLimit: Int, nameLimit: Int) {
        self.seriesLimit = seriesLimit
        self.nameLimit = nameLimit
    }

    /// The cell of this series: the one that exists, or a new one.
    ///
    /// A series that may not be shown gets a cell too, one that is on no page: recording must never fail.
    mutating func obtain<Cell: MetricCell>(_ id: SeriesID, help: String, make: (SeriesID) -> Cell) -> Cell {
        if var entry = families[id.name]?.entries[id.labels], let cell = entry.cell as? Cell {
            entry.holders += 1
            families[id.name]?.entries[id.labels] = entry
            return cell
        }
        let cell = make(id)
        if let reason = reasonToDrop(id, kind: Cell.kind) {
            noteDrop(of: id.name, reason)
            return cell
        }
        families[id.name, default: Family(kind: Cell.kind, help: help)].entries[id.labels] = Entry(cell: cell)
        for name in Cell.kind.sampleNames(of: id.name) { owners[name] = id.name }
        return cell
    }

    /// Forgets the series when its last holder lets go. A cell that is not in the table is no error.
    mutating func release(_ cell: any MetricCell) {
        guard var entry = families[cell.id.name]?.entries[cell.id.labels], entry.cell === cell else { return }
        entry.holders -= 1
        families[cell.id.name]?.entries[cell.id.labels] = entry.holders > 0 ? entry : nil
    }

    /// Counts a value that is not shown.
    mutating func noteDrop(of name: String, _ reason: DropReason) {
        var id = Self.dropSeries(metric: name, reason)
        // The names of what was dropped are bounded as well, or the remedy would be the disease.
        if drops[id] == nil, drops.count >= seriesLimit - 1 { id = Self.dropSeries(metric: "other", reason) }
        drops[id, default: 0] += 1
    }

    /// Puts every recorded series on the page.
    func write(to page: inout ExpositionPage) {
        for (name, family) in families.sorted(by: { $0.key < $1.key }) {
            for entry in family.entries.values {
                let reason = page.add(
                    entry.cell.id, kind: family.kind, help: family.help, lines: entry.cell.exposition())
                assert(reason == nil, "the table let in what the page refuses: \(name)")
            }
        }
    }

    /// Puts the counts of what was dropped on the page.
    func writeDrops(to page: inout ExpositionPage) {
        for (id, count) in drops {
            _ = page.add(
                id, kind: .counter, help: "Metric values that are not shown, by metric and reason.",
                lines: ExpositionPage.line(id.name, labels: id.labels, value: Double(count)))
        }
    }

    private func reasonToDrop(_ id: SeriesID, kind: PrometheusKind) -> DropReason? {
        guard let family = families[id.name] else {
            guard kind.sampleNames(of: id.name).allSatisfy({ owners[$0] == nil }) else { return .kindConflict }
            return families.count < nameLimit ? nil : .nameLimit
        }
        guard family.kind == kind else { return .kindConflict }
        return family.entries.count < seriesLimit ? nil : .seriesLimit
    }

    private static func dropSeries(metric: String, _ reason: DropReason) -> SeriesID {
        SeriesID(name: "clapper_metrics_dropped_total", labels: [("metric", metric), ("reason", reason.rawValue)])
    }
}
