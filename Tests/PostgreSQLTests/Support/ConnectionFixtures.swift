import Foundation
import Logging
import PostgreSQL
import TestSupport
import Testing

/// Runs `body` and returns the module's error it throws.
func failure(_ body: () async throws -> some Any) async throws -> PostgreSQLError {
    do {
        _ = try await body()
    } catch let error as PostgreSQLError {
        return error
    }
    throw NothingThrown()
}

/// A call that should have failed succeeded.
struct NothingThrown: Error {}

extension Statement {
    /// A statement without a name worth having.
    init(sql: String) {
        self.init("test", sql)
    }
}

extension PostgreSQLConnection {
    /// The first column of the only row.
    func value<Value: PostgreSQLDecodable>(
        _ sql: String, _ parameters: [(any PostgreSQLEncodable)?] = [], as _: Value.Type = Value.self
    ) async throws -> Value {
        let rows = try await query(Statement(sql: sql), parameters)
        return try #require(rows.first).decode(0)
    }
}

/// How many sessions of the current test's database run a statement that contains `text`.
func activeSessions(_ text: String, on connection: PostgreSQLConnection) async throws -> Int {
    try await connection.value(
        """
        SELECT count(*) FROM pg_stat_activity
        WHERE datname = current_database() AND state = 'active' AND pid <> pg_backend_pid()
        AND query LIKE '%' || $1::text || '%'
        """, [text])
}
