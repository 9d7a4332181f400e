/// One-dimensional arrays: a head of three words (dimensions, whether there are NULLs, the element type), for each
/// dimension its length and lower bound, then every element behind its length, -1 for NULL.
extension Array: PostgreSQLEncodable where Element: PostgreSQLEncodable {
    package func encode(into buffer: inout [UInt8], as type: PostgreSQLType) throws(PostgreSQLMismatch) {
        guard let elementType = type.element else {
            throw PostgreSQLMismatch(expected: "\(type)", found: "\(Self.self)")
        }
        buffer.appendBigEndian(Int32(isEmpty ? 0 : 1))
        buffer.appendBigEndian(Int32(contains(where: \.isNull) ? 1 : 0))
        buffer.appendBigEndian(elementType.rawValue)
        guard !isEmpty else { return }
        buffer.appendBigEndian(Int32(count))
        buffer.appendBigEndian(Int32(1))
        for element in self {
            let start = buffer.count
            buffer.appendBigEndian(Int32(-1))
            guard !element.isNull else { continue }
            try element.encode(into: &buffer, as: elementType)
            buffer.replaceBigEndian(at: start, with: Int32(buffer.count - start - 4))
        }
    }
}

extension Array: PostgreSQLDecodable where Element: PostgreSQLDecodable {
    package static func decode(_ bytes: Span<UInt8>, as type: PostgreSQLType) throws(PostgreSQLMismatch) -> [Element] {
        guard let elementType = type.element else {
            throw PostgreSQLMismatch(expected: "\(Self.self)", found: "\(type)")
        }
        guard bytes.count >= 12 else { throw truncated(type) }
        let dimensions = bytes.bigEndian(Int32.self, at: 0)
        guard dimensions > 0 else { return [] }
        guard dimensions == 1, bytes.count >= 20 else {
            throw PostgreSQLMismatch(expected: "an array of one dimension", found: "\(dimensions) dimensions")
        }
        // Each element takes four bytes at least: a corrupt count must not reserve more than the value can hold.
        let count = Int(bytes.bigEndian(Int32.self, at: 12))
        guard count >= 0, count <= (bytes.count - 20) / 4 else { throw truncated(type) }
        var elements: [Element] = []
        elements.reserveCapacity(count)
        var offset = 20
        for _ in 0..<count {
            guard bytes.count - offset >= 4 else { throw truncated(type) }
            let length = Int(bytes.bigEndian(Int32.self, at: offset))
            offset += 4
            guard length >= 0 else {
                elements.append(try Element.decodeNull())
                continue
            }
            guard bytes.count - offset >= length else { throw truncated(type) }
            elements.append(try Element.decode(bytes.extracting(offset..<(offset + length)), as: elementType))
            offset += length
        }
        return elements
    }

    private static func truncated(_ type: PostgreSQLType) -> PostgreSQLMismatch {
        PostgreSQLMismatch(expected: "\(type)", found: "fewer bytes than it announces")
    }
}
