extension String: PostgreSQLEncodable, PostgreSQLDecodable {
    package func encode(into buffer: inout [UInt8], as type: PostgreSQLType) throws(PostgreSQLMismatch) {
        // json's binary form is its text; the server checks it.
        guard type.takesText || type == .json else {
            throw PostgreSQLMismatch(expected: "\(type)", found: "String")
        }
        buffer.append(contentsOf: utf8)
    }

    package static func decode(_ bytes: Span<UInt8>, as type: PostgreSQLType) throws(PostgreSQLMismatch) -> String {
        switch type {
        case .text, .varchar, .name, .bpchar, .unknown: return try String(utf8: bytes)
        default: throw PostgreSQLMismatch(expected: "String", found: "\(type)")
        }
    }

    /// Copies UTF-8 that the server vouches for (client_encoding is UTF8); anything else is an error, not a repair.
    init(utf8 bytes: Span<UInt8>) throws(PostgreSQLMismatch) {
        do {
            self = String(copying: try UTF8Span(validating: bytes))
        } catch {
            throw PostgreSQLMismatch(expected: "UTF-8", found: "other bytes")
        }
    }
}
