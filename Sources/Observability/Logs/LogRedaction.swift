/// Takes secrets out of what is about to be logged or shown.
///
/// Errs on the side of silence: a key that only mentions a sensitive word is redacted too.
package enum LogRedaction {
    static let placeholder = "[redacted]"

    /// Longest text that a line takes from one value, in UTF-8 bytes: a body that slipped into metadata must not
    /// fill the disk.
    static let valueLimitBytes = 8_192

    /// Words that make a key sensitive wherever they stand in it, without case and punctuation: `x-api-key`,
    /// `HEYGEN_API_KEY`, `notifySecret` and `database_url` all match. Bytes, because every key of every line is
    /// compared with all of them.
    private static let sensitiveWords = [
        "authorization", "apikey", "signature", "secret", "token", "password", "databaseurl", "credential", "cookie",
    ].map { Array($0.utf8) }

    /// Whether the value under this key must not be shown.
    package static func isSensitive(key: some StringProtocol) -> Bool {
        isSensitive(Array(key.utf8)[...])
    }

    /// Whether a value only says whether, or how many times, something is set, as the line of the settings does.
    static func isCount(_ text: String) -> Bool {
        text == "set" || text == "not set" || text.hasSuffix(" set") && UInt16(text.dropLast(4)) != nil
    }

    /// `text` without what must not be shown, wherever it came from: query and user info of URLs (presigned links,
    /// `postgres://user:password@…`) and the values of sensitive `key=value` pairs. Cut at 8 KiB.
    package static func clean(_ text: String) -> String {
        var bytes = Array(text.utf8.prefix(valueLimitBytes))
        let isCut = bytes.count < text.utf8.count
        if bytes.contains(UInt8(ascii: ":")) { bytes = URLRedaction.redacted(bytes) }
        if bytes.contains(UInt8(ascii: "=")) { bytes = redactedPairs(bytes) }
        return String(decoding: bytes, as: UTF8.self) + (isCut ? "…" : "")
    }

    private static func isSensitive(_ key: ArraySlice<UInt8>) -> Bool {
        let letters = key.compactMap { isWordByte($0 | 0x20) ? $0 | 0x20 : nil }
        return sensitiveWords.contains { word in
            letters.indices.contains { letters[$0...].starts(with: word) }
        }
    }

    private static func redactedPairs(_ bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        var keyStart = 0
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            result.append(byte)
            index += 1
            if byte == UInt8(ascii: "=") {
                if isSensitive(bytes[keyStart..<(index - 1)]) {
                    result += placeholder.utf8
                    index = end(ofValue: index, in: bytes)
                }
                keyStart = index
            } else if !isKeyByte(byte) {
                keyStart = index
            }
        }
        return result
    }

    /// Where the value at `start` ends: at its closing quote, or before white space or a separator.
    private static func end(ofValue start: Int, in bytes: [UInt8]) -> Int {
        guard start < bytes.count else { return start }
        let quotes = [UInt8(ascii: "'"), UInt8(ascii: "\"")]
        if quotes.contains(bytes[start]) {
            return bytes[(start + 1)...].firstIndex(of: bytes[start]).map { $0 + 1 } ?? bytes.count
        }
        let separators = [UInt8(ascii: "&"), UInt8(ascii: ";"), UInt8(ascii: ",")] + quotes
        return bytes[start...].firstIndex { $0 <= UInt8(ascii: " ") || separators.contains($0) } ?? bytes.count
    }

    private static func isKeyByte(_ byte: UInt8) -> Bool {
        isWordByte(byte | 0x20) || [UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: ".")].contains(byte)
    }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}
