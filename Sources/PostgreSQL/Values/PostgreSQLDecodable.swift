/// A value that can be read from a result, out of PostgreSQL's binary format.
package protocol PostgreSQLDecodable: Sendable {
    /// Reads the value from its binary form as `type`.
    /// - Throws: ``PostgreSQLMismatch`` when this type does not read `type`, or the bytes hold what it cannot say.
    static func decode(_ bytes: Span<UInt8>, as type: PostgreSQLType) throws(PostgreSQLMismatch) -> Self

    /// Reads NULL. Only optionals can.
    static func decodeNull() throws(PostgreSQLMismatch) -> Self
}

extension PostgreSQLDecodable {
    package static func decodeNull() throws(PostgreSQLMismatch) -> Self {
        throw PostgreSQLMismatch(expected: "a value", found: "NULL")
    }
}

extension Optional: PostgreSQLDecodable where Wrapped: PostgreSQLDecodable {
    package static func decode(_ bytes: Span<UInt8>, as type: PostgreSQLType) throws(PostgreSQLMismatch) -> Self {
        .some(try Wrapped.decode(bytes, as: type))
    }

    package static func decodeNull() throws(PostgreSQLMismatch) -> Self {
        .none
    }
}
