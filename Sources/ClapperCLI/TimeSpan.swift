import ArgumentParser

/// A span of time as people write it: a whole number and s, m, h or d, as in `90m`.
struct TimeSpan: ExpressibleByArgument {
    private static let units: [Character: Int] = ["s": 1, "m": 60, "h": 3600, "d": 86_400]
    /// A year: longer than HeyGen keeps anything.
    private static let longestSeconds = 366 * 86_400

    let duration: Duration

    /// Nil for no such text, for nothing, and for more than a year.
    init?(argument: String) {
        guard let unit = argument.last.flatMap({ Self.units[$0] }), let count = Int(argument.dropLast()),
            (1...Self.longestSeconds / unit).contains(count), argument.first?.isNumber == true
        else { return nil }
        duration = .seconds(count * unit)
    }
}
