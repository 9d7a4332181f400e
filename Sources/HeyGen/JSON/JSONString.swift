/// JSON's string literals: reading and writing.
package enum JSONString {
    /// Writes `text` as a string literal with its quotes. Only what must be escaped is.
    package static func quoted(_ text: String) -> [UInt8] {
        [ASCII.quote] + escaped(text) + [ASCII.quote]
    }

    /// Writes `text` as it stands between the quotes of a literal.
    static func escaped(_ text: String) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count + 2)
        for byte in text.utf8 {
            switch byte {
            case ASCII.quote, ASCII.backslash: bytes += [ASCII.backslash, byte]
            case 0x0A: bytes += [ASCII.backslash, ASCII.lowerN]
            case 0x0D: bytes += [ASCII.backslash, UInt8(ascii: "r")]
            case 0x09: bytes += [ASCII.backslash, ASCII.lowerT]
            case 0..<0x20:
                let digits = Array("0123456789abcdef".utf8)
                bytes += Array("\\u00".utf8) + [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            default: bytes.append(byte)
            }
        }
        return bytes
    }

    /// The text of the checked literal at `range`, quotes included; nil if it holds U+0000 or a lone surrogate.
    static func decode(_ storage: [UInt8], _ range: Range<Int>) -> String? {
        var valid = true
        let text = decode(storage, range) { unit in
            valid = false
            return unit == 0 ? "\0" : "\u{FFFD}"
        }
        return valid ? text : nil
    }

    /// The text of the checked literal at `range`; a lone surrogate reads as U+FFFD.
    static func decodeLossily(_ storage: [UInt8], _ range: Range<Int>) -> String {
        decode(storage, range) { unit in unit == 0 ? "\0" : "\u{FFFD}" }
    }

    /// Whether the literal at `range` reads as `text`. Without escapes no string is made.
    static func equals(_ storage: [UInt8], _ range: Range<Int>, _ text: String) -> Bool {
        let content = storage[range.lowerBound + 1..<range.upperBound - 1]
        if content.contains(ASCII.backslash) { return decodeLossily(storage, range) == text }
        return content.elementsEqual(text.utf8)
    }

    private static func decode(
        _ storage: [UInt8], _ range: Range<Int>, onBadUnit replace: (UInt16) -> Unicode.Scalar
    ) -> String {
        let content = storage[range.lowerBound + 1..<range.upperBound - 1]
        guard content.contains(ASCII.backslash) else { return String(decoding: content, as: UTF8.self) }
        var reader = JSONEscapeReader(content)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(content.count)
        while let piece = reader.next() {
            switch piece {
            case .byte(let byte): bytes.append(byte)
            case .scalar(let scalar): bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
            case .badUnit(let unit):
                bytes.append(contentsOf: UTF8.encode(replace(unit)) ?? UTF8.encodedReplacementCharacter)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
