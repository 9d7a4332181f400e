package import Foundation

extension UUID: PostgreSQLEncodable, PostgreSQLDecodable {
    package func encode(into buffer: inout [UInt8], as type: PostgreSQLType) throws(PostgreSQLMismatch) {
        switch type {
        case .uuid:
            let b = uuid
            let bytes: [16 of UInt8] = [
                b.0, b.1, b.2, b.3, b.4, b.5, b.6, b.7, b.8, b.9, b.10, b.11, b.12, b.13, b.14, b.15,
            ]
            for index in bytes.indices { buffer.append(bytes[index]) }
        case .text, .varchar:
            buffer.append(contentsOf: uuidString.lowercased().utf8)
        default:
            throw PostgreSQLMismatch(expected: "\(type)", found: "UUID")
        }
    }

    package static func decode(_ b: Span<UInt8>, as type: PostgreSQLType) throws(PostgreSQLMismatch) -> UUID {
        guard type == .uuid, b.count == 16 else {
            throw PostgreSQLMismatch(expected: "UUID", found: "\(type)")
        }
        return UUID(
            uuid: (
                b[0], b[1], b[2], b[3], b[4], b[5], b[6], b[7], b[8], b[9], b[10], b[11], b[12], b[13], b[14], b[15]
            ))
    }
}
