import CLibPQ

/// libpq's own parser of URLs and conninfo strings: what it accepts, we accept.
enum ConnectionInfoParser {
    static func parse(_ url: String) throws(PostgreSQLError) -> [PostgreSQLConfiguration.Parameter] {
        var message: UnsafeMutablePointer<CChar>?
        guard let options = unsafe PQconninfoParse(url, &message) else {
            defer { unsafe PQfreemem(message) }
            let reason = unsafe message.map { unsafe String(cString: $0) } ?? "out of memory"
            throw .configuration(withoutQuotations(reason))
        }
        defer { unsafe PQconninfoFree(options) }
        var parameters: [PostgreSQLConfiguration.Parameter] = []
        var option = unsafe options
        while let keyword = unsafe option.pointee.keyword {
            if let value = unsafe option.pointee.val {
                unsafe parameters.append(.init(keyword: String(cString: keyword), value: String(cString: value)))
            }
            unsafe option += 1
        }
        return parameters
    }

    /// libpq quotes the input, or pieces of it, and with them the password. A piece may hold quotation marks of its
    /// own, so everything from the first to the last is cut.
    private static func withoutQuotations(_ reason: String) -> String {
        let reason = reason.split(whereSeparator: \.isNewline).joined(separator: " ")
        guard let first = reason.firstIndex(of: "\""), let last = reason.lastIndex(of: "\"") else { return reason }
        return reason[..<first] + "…" + reason[reason.index(after: last)...]
    }
}
