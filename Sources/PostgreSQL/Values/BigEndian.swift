/// Numbers in network byte order, as PostgreSQL's binary format has them.
extension [UInt8] {
    mutating func appendBigEndian<Number: FixedWidthInteger>(_ number: Number) {
        var shift = Number.bitWidth
        while shift > 0 {
            shift -= 8
            append(UInt8(truncatingIfNeeded: number >> shift))
        }
    }

    /// Writes `number` over the four bytes at `index`, once a length is known.
    mutating func replaceBigEndian(at index: Int, with number: Int32) {
        for byte in 0..<4 {
            self[index + byte] = UInt8(truncatingIfNeeded: number >> (24 - byte * 8))
        }
    }

    /// Copies a span in one piece, which reading it element by element would not.
    init(copying span: Span<UInt8>) {
        self = unsafe span.withUnsafeBufferPointer { buffer in unsafe [UInt8](buffer) }
    }
}

extension Span<UInt8> {
    /// Reads a number at `offset`; the caller has checked that it lies within.
    func bigEndian<Number: FixedWidthInteger>(_: Number.Type, at offset: Int) -> Number {
        var number: Number = 0
        for index in offset..<(offset + Number.bitWidth / 8) {
            number = (number << 8) | Number(truncatingIfNeeded: self[index])
        }
        return number
    }

    /// Reads the number that fills the whole span.
    func whole<Number: FixedWidthInteger>(
        _: Number.Type, as type: PostgreSQLType
    ) throws(PostgreSQLMismatch) -> Number {
        guard count == Number.bitWidth / 8 else {
            throw PostgreSQLMismatch(expected: "\(Number.bitWidth / 8) bytes of \(type)", found: "\(count) bytes")
        }
        return bigEndian(Number.self, at: 0)
    }
}
