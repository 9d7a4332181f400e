extension Bool: PostgreSQLEncodable, PostgreSQLDecodable {
    package func encode(into buffer: inout [UInt8], as type: PostgreSQLType) throws(PostgreSQLMismatch) {
        switch type {
        case .bool: buffer.append(self ? 1 : 0)
        case .text, .varchar: buffer.append(contentsOf: (self ? "true" : "false").utf8)
        default: throw PostgreSQLMismatch(expected: "\(type)", found: "Bool")
        }
    }

    package static func decode(_ bytes: Span<UInt8>, as type: PostgreSQLType) throws(PostgreSQLMismatch) -> Bool {
        guard type == .bool, bytes.count == 1 else {
            throw PostgreSQLMismatch(expected: "Bool", found: "\(type)")
        }
        return bytes[0] != 0
    }
}
