import Foundation

/// How reports of demos are written as JSON: one object, its members in snake case, sorted.
enum ReportJSON {
    static func encode(_ shape: some Encodable) throws -> Data {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(shape)
    }

    /// Seconds to a tenth.
    static func rounded(_ seconds: Double) -> Double { (seconds * 10).rounded() / 10 }
}
