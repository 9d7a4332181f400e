/// One SQL statement and the name under which a connection prepares it.
///
/// Placeholders are `$1`, `$2`, …; the server infers their types, so cast in the SQL where it cannot.
package struct Statement: Sendable {
    /// A short name for logs, metrics and the prepared statement: `jobs_claim`.
    package let name: String
    /// One statement, without a trailing semicolon's worth of others behind it.
    package let sql: String

    package init(_ name: String, _ sql: String) {
        self.name = name
        self.sql = sql
    }

    /// Makes a statement of a file that was embedded into the binary as UTF-8 `bytes`.
    package init(_ name: String, utf8 bytes: [UInt8]) {
        self.init(name, String(decoding: bytes, as: UTF8.self))
    }
}

extension Statement: Hashable {
    package static func == (first: Statement, second: Statement) -> Bool {
        first.name == second.name && first.sql == second.sql
    }

    /// Hashes the name only: texts are long, names nearly unique, and every query looks its statement up.
    package func hash(into hasher: inout Hasher) {
        hasher.combine(name)
    }
}
