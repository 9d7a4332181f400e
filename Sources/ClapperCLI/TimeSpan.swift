import ArgumentParser

/// A span of time as people write it: a whole number and s, m, h or d, as in `90m`.
struct TimeSpan {
    private static let units: [Character: Int] = ["s": 1, "m": 60, "h": 3600, "d": 86_400]
    /// A year: longer than HeyGen keeps anything.
    private static let longestSeconds = 366 * 86_400

    let duration: Duration

    /// - Throws: what is expected, for no such text, for nothing, and for more than a year.
    init(text: String) throws {
        guard let unit = text.last.flatMap({ Self.units[$0] }), let count = Int(text.dropLast()),
            (1...Self.longestSeconds / unit).contains(count), text.first?.isNumber == true
        else { throw ValidationError("must be a whole number with its unit, like 90m, 26h or 2d; above zero, to 366d") }
        duration = .seconds(count * unit)
    }
}
