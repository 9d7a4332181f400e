import Logging

/// Says of a trouble that goes on once, at full level, that it began; an outage is not told twice a second. A value of a
/// loop.
struct RecurringTrouble: Sendable {
    private var isKnown = false

    /// The level of this line: warning for the first of a row, debug for those that follow.
    mutating func level() -> Logger.Level {
        defer { isKnown = true }
        return isKnown ? .debug : .warning
    }

    /// It is over: the next one is news again.
    mutating func over() { isKnown = false }
}
