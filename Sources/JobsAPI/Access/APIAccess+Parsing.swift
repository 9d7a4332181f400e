extension APIAccess {
    /// Reads `name:token,token2`. Two tokens may share a name, so that one can be exchanged without a gap.
    /// - Throws: ``APIAccessError``, naming the entry.
    package init(parsing text: String) throws(APIAccessError) {
        var tokens: [APIToken] = []
        var entries: [String: Int] = [:]
        for (index, part) in text.split(separator: ",", omittingEmptySubsequences: false).enumerated() {
            let entry = index + 1
            let trimmed = part.trimmingPrefix(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed()
            let (name, token) = Self.split(String(trimmed))
            if name?.isEmpty == true { throw .noName(entry: entry) }
            if token.isEmpty { throw .noToken(entry: entry) }
            if let name, !Self.isVisible(name) || name.utf8.count > 100 { throw .badName(entry: entry) }
            guard Self.isVisible(token) else { throw .badToken(entry: entry) }
            if let other = entries.updateValue(entry, forKey: token) { throw .sameToken(entry: entry, as: other) }
            tokens.append(APIToken(name: name, token: token))
        }
        self = .tokens(tokens)
    }

    private static func split(_ entry: String) -> (name: String?, token: String) {
        guard let colon = entry.firstIndex(of: ":") else { return (nil, entry) }
        return (String(entry[..<colon]), String(entry[entry.index(after: colon)...]))
    }

    private static func isVisible(_ text: String) -> Bool {
        text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
    }
}
