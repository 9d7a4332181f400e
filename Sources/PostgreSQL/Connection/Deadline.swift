/// When a call has to be over, and how long that was when it began.
struct Deadline: Sendable {
    let timeout: Duration
    let instant: ContinuousClock.Instant

    init(in timeout: Duration) {
        self.timeout = timeout
        self.instant = .now + timeout
    }

    /// What to throw for a wait that did not end well.
    func error(for wakeup: Wakeup) -> any Error {
        switch wakeup {
        case .cancelled: CancellationError()
        case .timedOut, .ready: PostgreSQLError.timedOut(after: timeout)
        }
    }
}
