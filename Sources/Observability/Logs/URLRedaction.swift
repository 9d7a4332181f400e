/// Cuts what may be secret out of URLs in running text.
enum URLRedaction {
    private static let colon = UInt8(ascii: ":")
    private static let slash = UInt8(ascii: "/")
    private static let backslash = UInt8(ascii: "\\")
    private static let at = UInt8(ascii: "@")

    /// The text with user info and everything from `?` or `#` on replaced in each URL, of any scheme.
    ///
    /// Slashes may be escaped as in JSON (`https:\/\/`). A URL ends at white space, a quote, `<`, `>` or a backslash
    /// that escapes something else.
    static func redacted(_ bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            guard let start = authority(after: index, in: bytes) else {
                result.append(bytes[index])
                index += 1
                continue
            }
            let end = end(ofURL: start, in: bytes)
            let isHTTP = [Array("http".utf8), Array("https".utf8)].contains { scheme in
                result.count >= scheme.count && zip(result.suffix(scheme.count), scheme).allSatisfy { $0 | 0x20 == $1 }
            }
            result += bytes[index..<start]
            append(bytes[start..<end], isHTTP: isHTTP, to: &result)
            index = end
        }
        return result
    }

    /// Where the authority begins if `://` stands at `index`, with or without backslashes.
    private static func authority(after index: Int, in bytes: [UInt8]) -> Int? {
        guard bytes[index] == colon else { return nil }
        var next = index + 1
        for _ in 0..<2 {
            if next < bytes.count, bytes[next] == backslash { next += 1 }
            guard next < bytes.count, bytes[next] == slash else { return nil }
            next += 1
        }
        return next
    }

    private static func end(ofURL start: Int, in bytes: [UInt8]) -> Int {
        var index = start
        while index < bytes.count {
            let byte = bytes[index]
            if byte == backslash {
                // `\/` and `\u0026` go on, `\"` and `\n` end the URL.
                guard index + 1 < bytes.count, [slash, UInt8(ascii: "u")].contains(bytes[index + 1]) else { break }
            } else if byte <= UInt8(ascii: " ") || [34, 39, 60, 62, 96].contains(byte) {
                break
            }
            index += 1
        }
        return index
    }

    /// - Parameter url: what follows `://`.
    private static func append(_ url: ArraySlice<UInt8>, isHTTP: Bool, to result: inout [UInt8]) {
        var rest = url
        if let userInfoEnd = userInfoEnd(of: url, isHTTP: isHTTP) {
            result += LogRedaction.placeholder.utf8
            rest = url[userInfoEnd...]
        }
        guard let query = rest.firstIndex(where: isQueryStart) else {
            result += rest
            return
        }
        result += rest[...query]
        result += LogRedaction.placeholder.utf8
    }

    /// Where the `@` after user and password stands.
    ///
    /// In a web address it stands before the path (`https://host/@name` has none). Connection strings are written by
    /// hand, with passwords that hold a `/` or a `?` as they are, so there the last `@` counts.
    private static func userInfoEnd(of url: ArraySlice<UInt8>, isHTTP: Bool) -> Int? {
        let head = url.prefix { !isQueryStart($0) }
        if isHTTP { return head.prefix { $0 != slash && $0 != backslash }.lastIndex(of: at) }
        return head.lastIndex(of: at) ?? url.lastIndex(of: at)
    }

    private static func isQueryStart(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "?") || byte == UInt8(ascii: "#")
    }
}
