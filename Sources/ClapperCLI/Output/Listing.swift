import ClapperClient
import HeyGen

/// Which fields of a document a table of many shows.
struct Listing {
    /// What the rows are, for messages.
    let noun: String
    /// The field of each column, and how it is shown.
    let columns: [(field: String, column: Table.Column)]

    static let jobs = Listing(
        noun: "jobs",
        columns: [
            ("id", .init(title: "ID", shrinks: false)),
            ("kind", .init(title: "KIND")),
            ("state", .init(title: "STATE", shrinks: false)),
            ("callback_id", .init(title: "CALLBACK ID")),
            ("lane", .init(title: "LANE", longest: 16)),
            ("attempt", .init(title: "ATTEMPT")),
            ("created_at", .init(title: "CREATED", shrinks: false)),
            ("note", .init(title: "NOTE", longest: 60)),
        ])

    static let events = Listing(
        noun: "events",
        columns: [
            ("id", .init(title: "ID", shrinks: false)),
            ("at", .init(title: "AT", shrinks: false)),
            ("source", .init(title: "SOURCE", shrinks: false)),
            ("type", .init(title: "TYPE")),
            ("disposition", .init(title: "DISPOSITION", shrinks: false)),
            ("job_id", .init(title: "JOB", shrinks: false)),
            ("detail", .init(title: "DETAIL", longest: 60)),
        ])

    func table(_ items: [Document]) -> Table {
        var table = Table(columns.map(\.column))
        table.rows = items.map { item in columns.map { Self.cell(item.json[$0.field]) } }
        return table
    }

    private static func cell(_ value: RawJSON?) -> String {
        guard let value, !value.isNull else { return "" }
        if value.kind == .array { return value.elements.map { $0.string ?? $0.text }.joined(separator: ",") }
        return value.string.map(shortened) ?? value.text
    }

    /// A time without its fraction of a second, for a terminal is narrow; any other text as it is.
    private static func shortened(_ text: String) -> String {
        guard let time = text.wholeMatch(of: /(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)\.\d+Z/) else { return text }
        return "\(time.1)Z"
    }
}
