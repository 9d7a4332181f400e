/// The four integer types: each is sent as whatever integer the server asks for, if it fits, and reads what always
/// fits it.
private protocol PostgreSQLInteger: FixedWidthInteger, PostgreSQLEncodable, PostgreSQLDecodable {}

extension Int: PostgreSQLInteger {
    package func encode(into buffer: inout [UInt8], as type: PostgreSQLType) throws(PostgreSQLMismatch) {
        try encodeInteger(into: &buffer, as: type)
    }

    package static func decode(_ bytes: Span<UInt8>, as type: PostgreSQLType) throws(PostgreSQLMismatch) -> Int {
        try decodeInteger(bytes, as: type)
    }
}

extension Int64: PostgreSQLInteger {
    package func encode(into buffer: inout [UInt8], as type: PostgreSQLType) throws(PostgreSQLMismatch) {
        try encodeInteger(into: &buffer, as: type)
    }

    package static func decode(_ bytes: Span<UInt8>, as type: PostgreSQLType) throws(PostgreSQLMismatch) -> Int64 {
        try decodeInteger(bytes, as: type)
    }
}

extension Int32: PostgreSQLInteger {
    package func encode(into buffer: inout [UInt8], as type: PostgreSQLType) throws(PostgreSQLMismatch) {
        try encodeInteger(into: &buffer, as: type)
    }

    package static func decode(_ bytes: Span<UInt8>, as type: PostgreSQLType) throws(PostgreSQLMismatch) -> Int32 {
        try decodeInteger(bytes, as: type)
    }
}

extension Int16: PostgreSQLInteger {
    package func encode(into buffer: inout [UInt8], as type: PostgreSQLType) throws(PostgreSQLMismatch) {
        try encodeInteger(into: &buffer, as: type)
    }

    package static func decode(_ bytes: Span<UInt8>, as type: PostgreSQLType) throws(PostgreSQLMismatch) -> Int16 {
        try decodeInteger(bytes, as: type)
    }
}

extension PostgreSQLInteger {
    fileprivate func encodeInteger(
        into buffer: inout [UInt8], as type: PostgreSQLType
    ) throws(PostgreSQLMismatch) {
        switch type {
        case .int8: buffer.appendBigEndian(try fitting(Int64.self, as: type))
        case .int4: buffer.appendBigEndian(try fitting(Int32.self, as: type))
        case .int2: buffer.appendBigEndian(try fitting(Int16.self, as: type))
        case .oid: buffer.appendBigEndian(try fitting(UInt32.self, as: type))
        case .float8: buffer.appendBigEndian(Double(self).bitPattern)
        // `SELECT $1` leaves the type open, and the server then settles for text.
        case .text, .varchar: buffer.append(contentsOf: String(self).utf8)
        default: throw PostgreSQLMismatch(expected: "\(type)", found: "\(Self.self)")
        }
    }

    private func fitting<Number: FixedWidthInteger>(
        _: Number.Type, as type: PostgreSQLType
    ) throws(PostgreSQLMismatch) -> Number {
        guard let number = Number(exactly: self) else {
            throw PostgreSQLMismatch(expected: "\(type)", found: "\(Self.self) out of its range")
        }
        return number
    }

    fileprivate static func decodeInteger(
        _ bytes: Span<UInt8>, as type: PostgreSQLType
    ) throws(PostgreSQLMismatch) -> Self {
        let number: Int64
        switch type {
        case .int8 where bitWidth >= 64: number = try bytes.whole(Int64.self, as: type)
        case .oid where bitWidth >= 64: number = Int64(try bytes.whole(UInt32.self, as: type))
        case .int4 where bitWidth >= 32: number = Int64(try bytes.whole(Int32.self, as: type))
        case .int2: number = Int64(try bytes.whole(Int16.self, as: type))
        default: throw PostgreSQLMismatch(expected: "\(Self.self)", found: "\(type)")
        }
        return Self(truncatingIfNeeded: number)
    }
}
