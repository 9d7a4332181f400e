package import Foundation

/// The header `Retry-After` (RFC 9110, section 10.2.3).
package enum RetryAfter {
    /// The longest wait that is believed.
    package static let longest: Duration = .seconds(3600)

    /// Seconds or an HTTP-date as a wait from `now`, clamped to 0...`longest`. Nil for anything else: a header nobody can
    /// read is no advice.
    package static func parse(_ value: String?, now: Date, longest: Duration = longest) -> Duration? {
        let limit = longest.components.seconds
        guard let value = value?.trimmingCharacters(in: .whitespaces), !value.isEmpty else { return nil }
        if value.utf8.allSatisfy(ASCII.isDigit) {
            // More digits than an Int holds is a long wait, not garbage.
            return .seconds(min(Int64(value) ?? .max, limit))
        }
        guard let date = HTTPDate.parse(value) else { return nil }
        let seconds = (date.timeIntervalSince1970 - now.timeIntervalSince1970).rounded(.up)
        return .seconds(Int64(max(0, min(seconds, Double(limit)))))
    }
}
