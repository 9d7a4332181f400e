package import Foundation

/// `timestamptz`: whole microseconds since 2000-01-01 00:00 UTC. Finer parts of a `Date` are rounded.
extension Date: PostgreSQLEncodable, PostgreSQLDecodable {
    /// 2000-01-01 00:00 UTC in seconds since 2001-01-01, the epoch in which `Date` is exact.
    private static let epochSeconds = -31_622_400.0

    package func encode(into buffer: inout [UInt8], as type: PostgreSQLType) throws(PostgreSQLMismatch) {
        guard type == .timestamptz else { throw PostgreSQLMismatch(expected: "\(type)", found: "Date") }
        let microseconds = ((timeIntervalSinceReferenceDate - Self.epochSeconds) * 1_000_000).rounded()
        // The two ends of the range mean infinity to the server.
        guard let number = Int64(exactly: microseconds), number != .max, number != .min else {
            throw PostgreSQLMismatch(expected: "\(type)", found: "Date out of its range")
        }
        buffer.appendBigEndian(number)
    }

    package static func decode(_ bytes: Span<UInt8>, as type: PostgreSQLType) throws(PostgreSQLMismatch) -> Date {
        guard type == .timestamptz else { throw PostgreSQLMismatch(expected: "Date", found: "\(type)") }
        let microseconds = try bytes.whole(Int64.self, as: type)
        guard microseconds != .max, microseconds != .min else {
            throw PostgreSQLMismatch(expected: "Date", found: "infinity")
        }
        let (seconds, rest) = microseconds.quotientAndRemainder(dividingBy: 1_000_000)
        return Date(
            timeIntervalSinceReferenceDate: Double(seconds) + epochSeconds + Double(rest) / 1_000_000)
    }
}
