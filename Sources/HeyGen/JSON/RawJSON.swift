/// A JSON text that was checked once and whose members are read where they stand.
///
/// Nothing is re-serialised: ``bytes`` are the bytes that arrived. Members and elements share the text's storage, so
/// a value keeps the whole text alive. Reading a member costs one pass over its object.
package struct RawJSON: Sendable {
    /// The kind of a value.
    package enum Kind: Sendable {
        case object, array, string, number, bool, null
    }

    let storage: [UInt8]
    let range: Range<Int>
    /// What this value is.
    package let kind: Kind

    /// Checks `bytes` against RFC 8259.
    ///
    /// - Parameter maximumDepth: how many objects and arrays may enclose one another; deeper texts are refused.
    /// - Throws: ``RawJSONError`` for a byte order mark, invalid UTF-8, `NaN`, bare control characters, anything after
    ///   the value and every other breach of the grammar. Duplicate keys and lone surrogate escapes are no error.
    package init(_ bytes: [UInt8], maximumDepth: Int = 512) throws(RawJSONError) {
        var scanner = JSONScanner(bytes, maximumDepth: maximumDepth)
        self.init(storage: bytes, range: try scanner.scan())
    }

    /// A value known to stand at `range` of a checked text.
    init(storage: [UInt8], range: Range<Int>) {
        self.storage = storage
        self.range = range
        switch storage[range.lowerBound] {
        case ASCII.openBrace: kind = .object
        case ASCII.openBracket: kind = .array
        case ASCII.quote: kind = .string
        case ASCII.lowerT, ASCII.lowerF: kind = .bool
        case ASCII.lowerN: kind = .null
        default: kind = .number
        }
    }

    /// The exact bytes of this value.
    package var bytes: ArraySlice<UInt8> { storage[range] }

    /// This value as it is written.
    package var text: String { String(decoding: bytes, as: UTF8.self) }

    /// The member of this object under `key`; of duplicates the last one, as jsonb does. Nil if this is no object.
    package subscript(key: String) -> RawJSON? {
        guard kind == .object else { return nil }
        var cursor = RawJSONCursor(self)
        var found: Range<Int>?
        while let member = cursor.nextMember() {
            if JSONString.equals(storage, member.key, key) { found = member.value }
        }
        return found.map { RawJSON(storage: storage, range: $0) }
    }

    /// The members of this object in their order, duplicates included; empty if this is no object.
    ///
    /// In a key, a lone surrogate escape reads as U+FFFD.
    package var members: [(key: String, value: RawJSON)] {
        memberRanges.map { member in
            (JSONString.decodeLossily(storage, member.key), RawJSON(storage: storage, range: member.value))
        }
    }

    /// The elements of this array; empty if this is no array.
    package var elements: [RawJSON] { elements(atMost: .max) ?? [] }

    /// The elements of this array, empty if this is no array; nil if there are more than `limit`.
    ///
    /// Nothing is kept of what lies beyond: a text of millions of elements costs no more memory than itself.
    package func elements(atMost limit: Int) -> [RawJSON]? {
        guard kind == .array else { return [] }
        var cursor = RawJSONCursor(self)
        var elements: [RawJSON] = []
        while let element = cursor.nextElement() {
            if elements.count == limit { return nil }
            elements.append(RawJSON(storage: storage, range: element))
        }
        return elements
    }

    /// Where the members stand: the key with its quotes, and the value.
    var memberRanges: [(key: Range<Int>, value: Range<Int>)] {
        guard kind == .object else { return [] }
        var cursor = RawJSONCursor(self)
        var ranges: [(key: Range<Int>, value: Range<Int>)] = []
        while let member = cursor.nextMember() { ranges.append(member) }
        return ranges
    }
}
