/// Walks the members or elements of a value that was checked before, so nothing here can fail.
struct RawJSONCursor {
    private let storage: [UInt8]
    private var position: Int

    /// - Precondition: `container` is an object or an array.
    init(_ container: RawJSON) {
        storage = container.storage
        position = container.range.lowerBound + 1
    }

    /// The next member of an object: its key with the quotes, and its value.
    mutating func nextMember() -> (key: Range<Int>, value: Range<Int>)? {
        guard let key = nextElement() else { return nil }
        position = next(from: position) + 1  // the colon
        position = next(from: position)
        let start = position
        position = end(of: start)
        return (key, start..<position)
    }

    /// The next element of an array.
    mutating func nextElement() -> Range<Int>? {
        position = next(from: position)
        if storage[position] == ASCII.comma { position = next(from: position + 1) }
        if storage[position] == ASCII.closeBrace || storage[position] == ASCII.closeBracket { return nil }
        let start = position
        position = end(of: start)
        return start..<position
    }

    private func next(from position: Int) -> Int {
        var position = position
        while ASCII.isWhitespace(storage[position]) { position += 1 }
        return position
    }

    /// The position behind the value that begins at `start`.
    private func end(of start: Int) -> Int {
        switch storage[start] {
        case ASCII.quote: return endOfString(start)
        case ASCII.openBrace, ASCII.openBracket: return endOfContainer(start)
        default:
            var position = start + 1
            while position < storage.count, !isDelimiter(storage[position]) { position += 1 }
            return position
        }
    }

    private func endOfContainer(_ start: Int) -> Int {
        var position = start
        var depth = 0
        while true {
            switch storage[position] {
            case ASCII.quote:
                position = endOfString(position)
                continue
            case ASCII.openBrace, ASCII.openBracket: depth += 1
            case ASCII.closeBrace, ASCII.closeBracket: depth -= 1
            default: break
            }
            position += 1
            if depth == 0 { return position }
        }
    }

    private func endOfString(_ start: Int) -> Int {
        var position = start + 1
        while storage[position] != ASCII.quote { position += storage[position] == ASCII.backslash ? 2 : 1 }
        return position + 1
    }

    private func isDelimiter(_ byte: UInt8) -> Bool {
        byte == ASCII.comma || byte == ASCII.closeBrace || byte == ASCII.closeBracket || ASCII.isWhitespace(byte)
    }
}
