/// The limits of intake. HeyGen counts an answer after 10 s as none.
package struct IntakeSettings: Sendable {
    /// The largest body that is read, in bytes.
    package var bodyLimitBytes = 1_048_576
    /// The most events of one commit, and the most that wait for one.
    package var batchLimit = 512
    package var queueLimit = 20_000
    /// Commits at once: while one waits for the disk, the next gathers and runs.
    package var lanes = 2
    /// How long an event may wait for its turn before it is answered 503. With a connection (2 s) and ``commitTimeout`` it
    /// stays below 10 s.
    package var ageLimit: Duration = .seconds(3)
    /// The deadline of each statement of intake's own pool; set there.
    package static let commitTimeout = Duration.seconds(4)
    /// Whether a stale or missing timestamp is refused although the signature holds. It is not signed, so it proves nothing.
    package var strictTimestamps = false

    package init() {}
}
