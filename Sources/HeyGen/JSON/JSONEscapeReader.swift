/// Reads the content of a checked string literal piece by piece, joining surrogate pairs.
struct JSONEscapeReader {
    /// A piece of a string.
    enum Piece {
        /// A byte that stood there without an escape.
        case byte(UInt8)
        /// A character written as an escape.
        case scalar(Unicode.Scalar)
        /// An escape that is no character PostgreSQL could store: U+0000, or half a surrogate pair.
        case badUnit(UInt16)
    }

    private let content: ArraySlice<UInt8>
    private var position: Int

    init(_ content: ArraySlice<UInt8>) {
        self.content = content
        position = content.startIndex
    }

    mutating func next() -> Piece? {
        guard position < content.endIndex else { return nil }
        let byte = content[position]
        guard byte == ASCII.backslash else {
            position += 1
            return .byte(byte)
        }
        let letter = content[position + 1]
        guard letter == ASCII.lowerU else {
            position += 2
            return .byte(Self.meaning(of: letter))
        }
        let unit = codeUnit(at: position)
        position += 6
        if unit == 0 { return .badUnit(unit) }
        if let scalar = Unicode.Scalar(unit) { return .scalar(scalar) }
        guard UTF16.isLeadSurrogate(unit), isUnicodeEscape(at: position) else { return .badUnit(unit) }
        let trail = codeUnit(at: position)
        guard UTF16.isTrailSurrogate(trail) else { return .badUnit(unit) }
        position += 6
        return .scalar(UTF16.decode(UTF16.EncodedScalar([unit, trail])))
    }

    private func isUnicodeEscape(at position: Int) -> Bool {
        position + 6 <= content.endIndex && content[position] == ASCII.backslash
            && content[position + 1] == ASCII.lowerU
    }

    private func codeUnit(at position: Int) -> UInt16 {
        content[position + 2..<position + 6].reduce(0) { $0 << 4 | UInt16(ASCII.hexValue($1) ?? 0) }
    }

    private static func meaning(of letter: UInt8) -> UInt8 {
        switch letter {
        case UInt8(ascii: "b"): 0x08
        case ASCII.lowerF: 0x0C
        case ASCII.lowerN: 0x0A
        case UInt8(ascii: "r"): 0x0D
        case ASCII.lowerT: 0x09
        default: letter
        }
    }
}
