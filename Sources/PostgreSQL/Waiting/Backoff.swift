/// How long to wait before the next attempt to connect: twice as long after each failure, and never quite the same, so
/// that a fleet does not come back to a restarted server in one wave.
struct Backoff: Sendable {
    var shortest: Duration = .milliseconds(50)
    var longest: Duration = .seconds(5)

    /// - Parameters:
    ///   - failures: attempts in a row that failed, from 1.
    ///   - jitter: random, 0..<1; the wait is half fixed, half this.
    func delay(after failures: Int, jitter: Double) -> Duration {
        let factor = 1 << min(max(failures - 1, 0), 20)
        let full = min(shortest * factor, longest)
        return full / 2 + full / 2 * jitter
    }
}
