/// A value that can be sent as a parameter, in PostgreSQL's binary format.
///
/// The server decides a parameter's type; the value writes itself as that type, so an `Int` fits `int2`, `int4` and
/// `int8`. `Duration` is deliberately left out: its unit would be anybody's guess.
package protocol PostgreSQLEncodable: Sendable {
    /// Whether this is NULL; ``encode(into:as:)`` is then not called.
    var isNull: Bool { get }

    /// Appends the value's binary form as `type`.
    /// - Throws: ``PostgreSQLMismatch`` when the value has no form as `type`, or does not fit it.
    func encode(into buffer: inout [UInt8], as type: PostgreSQLType) throws(PostgreSQLMismatch)
}

extension PostgreSQLEncodable {
    package var isNull: Bool { false }
}

extension Optional: PostgreSQLEncodable where Wrapped: PostgreSQLEncodable {
    package var isNull: Bool {
        guard let self else { return true }
        return self.isNull
    }

    package func encode(into buffer: inout [UInt8], as type: PostgreSQLType) throws(PostgreSQLMismatch) {
        try self?.encode(into: &buffer, as: type)
    }
}
