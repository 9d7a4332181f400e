extension ClapperClient {
    /// The longest wait of one call, as the API has it, is 60 s; half of it passes more proxies.
    private static let roundSeconds = 30
    /// How long a Clapper that answered before may be away: a restart, a failover of its database.
    private static let patience: Duration = .seconds(60)

    /// The job when it ends, or as it stands after `timeoutSeconds` (1 to 60).
    package func wait(for id: String, timeoutSeconds: Int) async throws(ClapperClientError) -> Document {
        var call = Call.get("\(try path(ofJob: id))/wait", [("timeout", "\(timeoutSeconds)")])
        call.extraTime = .seconds(timeoutSeconds)
        return try await send(call)
    }

    /// The job when it ends, or as it stands once `limit` is over: ``Document/isEnded`` tells which.
    ///
    /// A Clapper that goes away after its first answer is waited for, up to a minute.
    /// - Parameter onChange: called with the first answer and whenever the state is another.
    package func waitForEnd(
        of id: String, within limit: Duration, onChange: (Document) -> Void = { _ in }
    ) async throws(ClapperClientError) -> Document {
        let clock = ContinuousClock()
        let deadline = clock.now + limit
        var last: Document?
        var answered = clock.now
        while true {
            let asked = clock.now
            do throws(ClapperClientError) {
                let left = (deadline - asked) / .seconds(1)
                let seconds = max(1, min(Self.roundSeconds, Int(left.rounded(.up))))
                let job = try await wait(for: id, timeoutSeconds: seconds)
                if job.state != last?.state { onChange(job) }
                last = job
                answered = clock.now
                if job.isEnded || answered >= deadline { return job }
            } catch {
                let now = clock.now
                guard error.isPassing, last != nil, now < deadline, now - answered < Self.patience else { throw error }
            }
            try await pause(until: min(asked + configuration.waitPause, deadline))
        }
    }

    private func pause(until time: ContinuousClock.Instant) async throws(ClapperClientError) {
        do {
            try await ContinuousClock().sleep(until: time)
        } catch {
            throw .canceled
        }
    }
}
