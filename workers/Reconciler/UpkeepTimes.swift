/// When the reconciler last did what it does now and then. A value of its loop.
struct UpkeepTimes {
    var unmatched: ContinuousClock.Instant?
    var unsettled: ContinuousClock.Instant?
    var batches: ContinuousClock.Instant?
    var backfill: ContinuousClock.Instant?

    /// Whether it is time again; if so, notes that it is done now.
    mutating func isDue(
        _ what: WritableKeyPath<UpkeepTimes, ContinuousClock.Instant?>, every interval: Duration,
        at now: ContinuousClock.Instant = .now
    ) -> Bool {
        if let last = self[keyPath: what], now - last < interval { return false }
        self[keyPath: what] = now
        return true
    }
}
