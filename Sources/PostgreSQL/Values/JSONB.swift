/// A JSON document as text, in and out; this module never parses it.
///
/// Reads `json` as well. Written to `jsonb` the server normalises it: key order and white space are not kept.
package struct JSONB: Sendable, Hashable {
    package var text: String

    package init(_ text: String) {
        self.text = text
    }

    package init(text: String) {
        self.text = text
    }
}

extension JSONB: PostgreSQLEncodable, PostgreSQLDecodable {
    /// The only version jsonb's binary format has had.
    private static let version: UInt8 = 1

    package func encode(into buffer: inout [UInt8], as type: PostgreSQLType) throws(PostgreSQLMismatch) {
        switch type {
        case .jsonb:
            buffer.append(Self.version)
            buffer.append(contentsOf: text.utf8)
        case .json, .text:
            buffer.append(contentsOf: text.utf8)
        default:
            throw PostgreSQLMismatch(expected: "\(type)", found: "JSONB")
        }
    }

    package static func decode(_ bytes: Span<UInt8>, as type: PostgreSQLType) throws(PostgreSQLMismatch) -> JSONB {
        switch type {
        case .jsonb:
            guard bytes.count > 0, bytes[0] == version else {
                throw PostgreSQLMismatch(expected: "jsonb version 1", found: "another version")
            }
            return JSONB(try String(utf8: bytes.extracting(1..<bytes.count)))
        case .json:
            return JSONB(try String(utf8: bytes))
        default:
            throw PostgreSQLMismatch(expected: "JSONB", found: "\(type)")
        }
    }
}
