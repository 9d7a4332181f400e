/// When a call is repeated: three times, after the delay and its doubles, or later where Clapper says so.
struct RetrySchedule {
    static let repeatLimit = 3
    /// Longer is not waited for: whoever asked is told at once instead.
    static let longestWait: Duration = .seconds(10)

    private var delay: Duration
    private var repeats = 0

    init(delay: Duration) { self.delay = delay }

    /// How long to wait before the next repeat; nil to give up.
    ///
    /// Up to half of the delay is added by chance, so that many callers of one Clapper do not return together.
    mutating func next(retryAfter: Duration?) -> Duration? {
        guard repeats < Self.repeatLimit else { return nil }
        let wait = max(delay * Double.random(in: 1...1.5), retryAfter ?? .zero)
        guard wait <= Self.longestWait else { return nil }
        repeats += 1
        delay *= 2
        return wait
    }
}
