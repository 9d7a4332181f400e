/// The names and types of a result's columns, shared by all results of one prepared statement.
final class ColumnLayout: Sendable {
    let names: [String]
    let types: [PostgreSQLType]

    static let none = ColumnLayout(names: [], types: [])

    init(names: [String], types: [PostgreSQLType]) {
        self.names = names
        self.types = types
    }

    /// The column's place, or nil. Results have few columns: comparing beats hashing.
    func index(of name: String) -> Int? {
        names.firstIndex(of: name)
    }
}
