import Foundation

/// What a presigned link says of its own end, and whether it may be handed on.
enum LinkExpiry {
    /// When the link stops working by its own word; nil where it does not say.
    ///
    /// Read are `Expires` (CloudFront, and S3's older way) and the pair of a date and a length that S3 and Google sign
    /// with; of several the earliest.
    static func date(of link: String) -> Date? {
        guard let items = URLComponents(string: link)?.queryItems else { return nil }
        var values: [String: String] = [:]
        for item in items { values[item.name.lowercased()] = item.value }
        let ends = [
            seconds(values["expires"]).map { Date(timeIntervalSince1970: $0) },
            end(values["x-amz-date"], values["x-amz-expires"]), end(values["x-goog-date"], values["x-goog-expires"]),
        ]
        return ends.compactMap(\.self).min()
    }

    /// Whether a caller may be sent there: https, or http on loopback for the simulator; visible ASCII, nobody's password.
    static func mayBeFollowed(_ link: String) -> Bool {
        guard link.utf8.allSatisfy({ (0x21...0x7E).contains($0) }), let parts = URLComponents(string: link),
            let host = parts.host?.lowercased(), !host.isEmpty, parts.user == nil, parts.password == nil
        else { return false }
        switch parts.scheme?.lowercased() {
        case "https": return true
        case "http": return ["127.0.0.1", "localhost", "::1", "[::1]"].contains(host)
        default: return false
        }
    }

    private static func end(_ date: String?, _ length: String?) -> Date? {
        guard let date, let length = seconds(length) else { return nil }
        let style = Date.ISO8601FormatStyle(dateSeparator: .omitted, timeSeparator: .omitted)
        return (try? style.parse(date)).map { $0 + length }
    }

    /// Whole seconds up to the year 9999.
    private static func seconds(_ text: String?) -> TimeInterval? {
        guard let text, let value = Int(text), (0...253_402_300_799).contains(value) else { return nil }
        return TimeInterval(value)
    }
}
