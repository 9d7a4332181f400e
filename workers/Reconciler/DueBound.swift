import Foundation

/// A remembered lower bound of due times, so that a look skips the dead index entries that somebody's open transaction
/// keeps. A value of the reconciler's loop.
struct DueBound {
    /// Everything below the bound is looked at again this often: rows that committed late, or clocks that differ.
    private static let fullLook = Duration.seconds(10)
    /// How far due times may lie behind the look that should have seen them.
    private static let slack: TimeInterval = 60

    private var bound = Date.distantPast
    private var lookedAt: ContinuousClock.Instant?

    /// Where this look begins; now and then at the beginning.
    mutating func next(at now: ContinuousClock.Instant = .now) -> Date {
        guard let lookedAt, now - lookedAt < Self.fullLook else {
            self.lookedAt = now
            return .distantPast
        }
        return bound
    }

    /// Notes the oldest due time that a look saw; nil when nothing was due at `date`.
    mutating func saw(oldest: Date?, at date: Date = Date()) {
        bound = min(oldest ?? date, date).addingTimeInterval(-Self.slack)
    }
}
