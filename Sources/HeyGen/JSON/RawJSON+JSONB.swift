extension RawJSON {
    /// Why PostgreSQL's jsonb would refuse this text although it is JSON; nil if it takes it.
    ///
    /// jsonb holds text and `numeric`: it has no U+0000, no half surrogate pairs, and no number beyond numeric's range.
    package var jsonbRefusal: String? {
        var position = range.lowerBound
        while position < range.upperBound {
            let byte = storage[position]
            if byte == ASCII.quote {
                let end = endOfString(from: position)
                if let refusal = Self.refusal(ofString: storage[position + 1..<end - 1]) { return refusal }
                position = end
            } else if byte == ASCII.minus || ASCII.isDigit(byte) {
                var end = position + 1
                while end < range.upperBound, Self.isNumberByte(storage[end]) { end += 1 }
                if !Self.fitsNumeric(storage[position..<end]) { return "a number is beyond the range of numeric" }
                position = end
            } else {
                position += 1
            }
        }
        return nil
    }

    private func endOfString(from start: Int) -> Int {
        var position = start + 1
        while storage[position] != ASCII.quote { position += storage[position] == ASCII.backslash ? 2 : 1 }
        return position + 1
    }

    private static func refusal(ofString content: ArraySlice<UInt8>) -> String? {
        guard content.contains(ASCII.backslash) else { return nil }
        var reader = JSONEscapeReader(content)
        while let piece = reader.next() {
            guard case .badUnit(let unit) = piece else { continue }
            return unit == 0 ? "a string holds \\u0000" : "a string holds half a surrogate pair"
        }
        return nil
    }

    private static func isNumberByte(_ byte: UInt8) -> Bool {
        ASCII.isDigit(byte) || byte == ASCII.dot || byte == ASCII.lowerE || byte == ASCII.upperE
            || byte == ASCII.plus || byte == ASCII.minus
    }

    /// Whether `numeric` takes the number: at most 131,072 digits before the point and 16,383 after it, counted after
    /// the exponent is applied, and an exponent of less than 2^30 - 1 (numeric.c: `set_var_from_str`, `make_result`).
    private static func fitsNumeric(_ number: ArraySlice<UInt8>) -> Bool {
        if number.count < 20, !number.contains(ASCII.lowerE), !number.contains(ASCII.upperE) { return true }
        var wholeDigits = 0
        var fractionDigits = 0
        /// Digits before the first one that is not zero; nil while all were zero.
        var leadingZeros: Int?
        var inFraction = false
        var position = number.startIndex
        while position < number.endIndex {
            let byte = number[position]
            if byte == ASCII.lowerE || byte == ASCII.upperE { break }
            if byte == ASCII.dot { inFraction = true }
            if ASCII.isDigit(byte) {
                if leadingZeros == nil, byte != ASCII.zero { leadingZeros = wholeDigits + fractionDigits }
                if inFraction { fractionDigits += 1 } else { wholeDigits += 1 }
            }
            position += 1
        }
        var exponent = 0
        if position < number.endIndex {
            var text = number[(position + 1)...]
            if text.first == ASCII.plus { text = text.dropFirst() }
            guard let value = Int(String(decoding: text, as: UTF8.self)), abs(value) < 1_073_741_823 else {
                return false
            }
            exponent = value
        }
        if max(0, fractionDigits - exponent) > 16_383 { return false }
        guard let leadingZeros else { return true }
        return wholeDigits - leadingZeros + exponent <= 131_072
    }
}
