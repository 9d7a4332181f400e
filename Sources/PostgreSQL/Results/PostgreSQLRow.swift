/// One row of a ``PostgreSQLResult``; keeps the whole result in memory.
package struct PostgreSQLRow: Sendable {
    private let storage: PostgreSQLResult.Storage
    private let row: Int

    init(storage: PostgreSQLResult.Storage, row: Int) {
        self.storage = storage
        self.row = row
    }

    /// Reads a column by its name: `let id: UUID = try row.decode("id")`. Read nullable columns as optionals.
    /// - Throws: ``PostgreSQLError/decoding(column:expected:found:)``, also when there is no such column.
    package func decode<Value: PostgreSQLDecodable>(
        _ column: String, as _: Value.Type = Value.self
    ) throws(PostgreSQLError) -> Value {
        guard let index = storage.layout.index(of: column) else {
            throw .decoding(column: column, expected: "a column", found: "none of that name")
        }
        return try decode(index)
    }

    /// Reads a column by its place, from 0.
    package func decode<Value: PostgreSQLDecodable>(
        _ column: Int, as _: Value.Type = Value.self
    ) throws(PostgreSQLError) -> Value {
        let columns = storage.layout.types.count
        precondition(column >= 0 && column < columns, "column \(column) of \(columns)")
        let cell = storage.cells[row * columns + column]
        do {
            guard cell.length >= 0 else { return try Value.decodeNull() }
            let buffer = storage.bytes
            let bytes = buffer.span.extracting(cell.offset..<(cell.offset + cell.length))
            return try Value.decode(bytes, as: storage.layout.types[column])
        } catch {
            throw .decoding(column: storage.layout.names[column], expected: error.expected, found: error.found)
        }
    }
}
