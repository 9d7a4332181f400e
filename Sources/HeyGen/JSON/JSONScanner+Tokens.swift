extension JSONScanner {
    /// The byte at the position; 0 at the end, which may stand nowhere in JSON either.
    var current: UInt8 { position < bytes.count ? bytes[position] : 0 }

    mutating func skipWhitespace() {
        while position < bytes.count, ASCII.isWhitespace(bytes[position]) { position += 1 }
    }

    func failure(_ reason: RawJSONError.Reason) -> RawJSONError { RawJSONError(reason: reason, offset: position) }

    func unexpected() -> RawJSONError { failure(position < bytes.count ? .unexpectedByte : .unexpectedEnd) }

    /// Reads a string from its opening quote to behind its closing one. Escaped surrogates may stand alone.
    mutating func string() throws(RawJSONError) {
        position += 1
        while position < bytes.count {
            let byte = bytes[position]
            if byte == ASCII.quote {
                position += 1
                return
            }
            if byte == ASCII.backslash {
                try escape()
            } else if byte < 0x20 {
                throw failure(.controlCharacter)
            } else if byte < 0x80 {
                position += 1
            } else {
                try multibyteCharacter(byte)
            }
        }
        throw failure(.unexpectedEnd)
    }

    private mutating func escape() throws(RawJSONError) {
        guard position + 1 < bytes.count else { throw failure(.unexpectedEnd) }
        switch bytes[position + 1] {
        case ASCII.quote, ASCII.backslash, UInt8(ascii: "/"), UInt8(ascii: "b"), ASCII.lowerF, ASCII.lowerN,
            UInt8(ascii: "r"), ASCII.lowerT:
            position += 2
        case ASCII.lowerU:
            guard position + 6 <= bytes.count else { throw failure(.unexpectedEnd) }
            for digit in bytes[position + 2..<position + 6] where ASCII.hexValue(digit) == nil {
                throw failure(.invalidEscape)
            }
            position += 6
        default: throw failure(.invalidEscape)
        }
    }

    /// Reads one character of two to four bytes: no overlong form, no surrogate, nothing above U+10FFFF
    /// (Unicode 16, table 3-7).
    private mutating func multibyteCharacter(_ first: UInt8) throws(RawJSONError) {
        let (length, second): (Int, ClosedRange<UInt8>)
        switch first {
        case 0xC2...0xDF: (length, second) = (2, 0x80...0xBF)
        case 0xE0: (length, second) = (3, 0xA0...0xBF)
        case 0xED: (length, second) = (3, 0x80...0x9F)
        case 0xE1...0xEF: (length, second) = (3, 0x80...0xBF)
        case 0xF0: (length, second) = (4, 0x90...0xBF)
        case 0xF1...0xF3: (length, second) = (4, 0x80...0xBF)
        case 0xF4: (length, second) = (4, 0x80...0x8F)
        default: throw failure(.invalidUTF8)
        }
        guard position + length <= bytes.count, second.contains(bytes[position + 1]) else {
            throw failure(.invalidUTF8)
        }
        for offset in 2..<max(length, 2) where bytes[position + offset] & 0xC0 != 0x80 { throw failure(.invalidUTF8) }
        position += length
    }

    /// Reads a number; `01`, `1.`, `.5`, `+1`, `NaN` and `Infinity` are none.
    mutating func number() throws(RawJSONError) {
        if current == ASCII.minus { position += 1 }
        if current == ASCII.zero {
            position += 1
        } else {
            try digits()
        }
        if current == ASCII.dot {
            position += 1
            try digits()
        }
        if current == ASCII.lowerE || current == ASCII.upperE {
            position += 1
            if current == ASCII.plus || current == ASCII.minus { position += 1 }
            try digits()
        }
    }

    private mutating func digits() throws(RawJSONError) {
        guard ASCII.isDigit(current) else {
            throw failure(position < bytes.count ? .invalidNumber : .unexpectedEnd)
        }
        while ASCII.isDigit(current) { position += 1 }
    }
}
