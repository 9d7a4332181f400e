/// A `bytea`. A type of its own, because `[UInt8]` would read as an array of numbers.
package struct Bytes: Sendable, Hashable {
    package var array: [UInt8]

    package init(_ array: [UInt8]) {
        self.array = array
    }

    package init(_ bytes: some Sequence<UInt8>) {
        self.array = [UInt8](bytes)
    }
}

extension Bytes: PostgreSQLEncodable, PostgreSQLDecodable {
    package func encode(into buffer: inout [UInt8], as type: PostgreSQLType) throws(PostgreSQLMismatch) {
        guard type == .bytea else { throw PostgreSQLMismatch(expected: "\(type)", found: "Bytes") }
        buffer.append(contentsOf: array)
    }

    package static func decode(_ bytes: Span<UInt8>, as type: PostgreSQLType) throws(PostgreSQLMismatch) -> Bytes {
        guard type == .bytea else { throw PostgreSQLMismatch(expected: "Bytes", found: "\(type)") }
        return Bytes([UInt8](copying: bytes))
    }
}
