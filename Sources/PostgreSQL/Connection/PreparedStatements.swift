/// What one connection knows of the statements it has met: their names on the server, their types, their columns.
///
/// Pure. At most ``limit`` are kept; the one not used for longest goes first.
struct PreparedStatements {
    struct Entry {
        /// Its name on the server; empty for the unnamed statement.
        let name: String
        let types: [PostgreSQLType]
        var layout: ColumnLayout?
        fileprivate var lastUse: UInt64 = 0

        init(name: String, types: [PostgreSQLType]) {
            self.name = name
            self.types = types
        }
    }

    /// Names prepared on the server use its memory, in every connection.
    let limit: Int
    private var entries: [Statement: Entry] = [:]
    private var uses: UInt64 = 0
    private var lastNumber = 0

    init(limit: Int = 512) {
        self.limit = limit
    }

    var count: Int { entries.count }

    /// The statement, marked as just used.
    mutating func use(_ statement: Statement) -> Entry? {
        uses += 1
        entries[statement]?.lastUse = uses
        return entries[statement]
    }

    /// A name this connection has not used before. Numbered, because names of statements need not be unique and the
    /// server cuts names after 63 bytes.
    mutating func makeName(for statement: Statement) -> String {
        lastNumber += 1
        return "s\(lastNumber)_\(statement.name.prefix(12))"
    }

    /// Keeps a statement; returns the name of one that had to go for it and is to be deallocated.
    mutating func insert(_ statement: Statement, _ entry: Entry) -> String? {
        var evicted: String?
        if entries.count >= limit, let oldest = entries.min(by: { $0.value.lastUse < $1.value.lastUse }) {
            entries[oldest.key] = nil
            evicted = oldest.value.name
        }
        uses += 1
        entries[statement] = entry
        entries[statement]?.lastUse = uses
        return evicted
    }

    mutating func remember(_ layout: ColumnLayout, of statement: Statement) {
        entries[statement]?.layout = layout
    }

    /// Drops a statement that the server no longer executes.
    mutating func forget(_ statement: Statement) {
        entries[statement] = nil
    }

    /// Whether `error` may come from a statement prepared before the schema changed or the server forgot it.
    static func isOutdated(_ error: ServerError) -> Bool {
        error.state == .featureNotSupported || error.state == .invalidSQLStatementName
    }
}
