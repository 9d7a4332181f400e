extension Double: PostgreSQLEncodable, PostgreSQLDecodable {
    package func encode(into buffer: inout [UInt8], as type: PostgreSQLType) throws(PostgreSQLMismatch) {
        switch type {
        case .float8: buffer.appendBigEndian(bitPattern)
        case .float4: buffer.appendBigEndian(Float(self).bitPattern)
        case .text, .varchar: buffer.append(contentsOf: description.utf8)
        default: throw PostgreSQLMismatch(expected: "\(type)", found: "Double")
        }
    }

    package static func decode(_ bytes: Span<UInt8>, as type: PostgreSQLType) throws(PostgreSQLMismatch) -> Double {
        switch type {
        case .float8: Double(bitPattern: try bytes.whole(UInt64.self, as: type))
        case .float4: Double(Float(bitPattern: try bytes.whole(UInt32.self, as: type)))
        default: throw PostgreSQLMismatch(expected: "Double", found: "\(type)")
        }
    }
}
