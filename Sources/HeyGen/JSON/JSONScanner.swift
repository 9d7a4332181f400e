/// Checks a whole text against RFC 8259 in one pass.
///
/// A loop with a stack of its own, never recursion: twenty thousand brackets cost twenty thousand bytes, not the
/// thread's stack.
struct JSONScanner {
    let bytes: [UInt8]
    var position = 0
    private let maximumDepth: Int
    /// The opening bytes of the containers the position is in.
    private var containers: [UInt8] = []

    init(_ bytes: [UInt8], maximumDepth: Int) {
        self.bytes = bytes
        self.maximumDepth = maximumDepth
    }

    /// Returns the range of the one value, without the white space around it.
    mutating func scan() throws(RawJSONError) -> Range<Int> {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { throw failure(.byteOrderMark) }
        skipWhitespace()
        if position == bytes.count { throw failure(.empty) }
        let start = position
        repeat {
            try value()
        } while try moreValues()
        let end = position
        skipWhitespace()
        guard position == bytes.count else { throw failure(.trailingBytes) }
        return start..<end
    }

    /// Reads one scalar, or opens containers until a scalar or an empty container was read.
    private mutating func value() throws(RawJSONError) {
        while true {
            skipWhitespace()
            switch current {
            case ASCII.openBrace:
                try open(ASCII.openBrace)
                if current == ASCII.closeBrace { return close() }
                try key()
            case ASCII.openBracket:
                try open(ASCII.openBracket)
                if current == ASCII.closeBracket { return close() }
            case ASCII.quote: return try string()
            case ASCII.minus, ASCII.zero...ASCII.nine: return try number()
            case ASCII.lowerT: return try literal("true")
            case ASCII.lowerF: return try literal("false")
            case ASCII.lowerN: return try literal("null")
            default: throw unexpected()
            }
        }
    }

    /// After a value: closes what ends here. Returns false when the outermost value has ended.
    private mutating func moreValues() throws(RawJSONError) -> Bool {
        while let container = containers.last {
            skipWhitespace()
            switch current {
            case ASCII.comma:
                position += 1
                if container == ASCII.openBrace {
                    skipWhitespace()
                    try key()
                }
                return true
            case ASCII.closeBrace where container == ASCII.openBrace: close()
            case ASCII.closeBracket where container == ASCII.openBracket: close()
            default: throw unexpected()
            }
        }
        return false
    }

    private mutating func open(_ bracket: UInt8) throws(RawJSONError) {
        guard containers.count < maximumDepth else { throw failure(.tooDeep) }
        containers.append(bracket)
        position += 1
        skipWhitespace()
    }

    private mutating func close() {
        containers.removeLast()
        position += 1
    }

    private mutating func key() throws(RawJSONError) {
        guard current == ASCII.quote else { throw unexpected() }
        try string()
        skipWhitespace()
        guard current == ASCII.colon else { throw unexpected() }
        position += 1
    }

    private mutating func literal(_ word: StaticString) throws(RawJSONError) {
        for expected in word.description.utf8 {
            guard current == expected else { throw unexpected() }
            position += 1
        }
    }
}
