extension RawJSON {
    /// The text of this string. Nil for other kinds, and for a string that holds U+0000 or half a surrogate pair:
    /// no text column of PostgreSQL takes the first, and no Unicode text the second.
    package var string: String? {
        kind == .string ? JSONString.decode(storage, range) : nil
    }

    /// The value of this number if it is whole and fits; `1.0` and `1e3` are whole.
    package var int: Int? {
        guard kind == .number else { return nil }
        if let value = Int(text) { return value }
        guard let value = double, value.rounded() == value, abs(value) <= 9_007_199_254_740_992 else { return nil }
        return Int(value)
    }

    /// The value of this number, rounded to the nearest double. Nil for other kinds and beyond the range of doubles.
    package var double: Double? {
        guard kind == .number, let value = Double(text), value.isFinite else { return nil }
        return value
    }

    /// The value of `true` and `false`.
    package var bool: Bool? {
        kind == .bool ? storage[range.lowerBound] == ASCII.lowerT : nil
    }

    /// Whether this is the literal `null`.
    package var isNull: Bool { kind == .null }
}
