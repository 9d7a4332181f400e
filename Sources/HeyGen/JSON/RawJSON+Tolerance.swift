import Foundation

extension RawJSON {
    /// The text of this string unless it is empty.
    var nonEmptyString: String? {
        guard let string, !string.isEmpty else { return nil }
        return string
    }

    /// A point in time: Unix seconds as a number, or an ISO 8601 string. Numbers too large for seconds of this or the
    /// next two millennia are read as milliseconds.
    var date: Date? {
        if let number = double {
            return Date(timeIntervalSince1970: abs(number) >= 100_000_000_000 ? number / 1000 : number)
        }
        guard let string, string.utf8.count <= 40 else { return nil }
        let style = Date.ISO8601FormatStyle()
        if let date = try? style.parse(string) { return date }
        return try? Date.ISO8601FormatStyle(includingFractionalSeconds: true).parse(string)
    }
}
