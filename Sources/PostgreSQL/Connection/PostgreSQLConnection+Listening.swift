extension PostgreSQLConnection {
    /// Notifications that have arrived, or the first ones to arrive; empty when none does in time.
    /// - Throws: ``PostgreSQLError/connection(_:)`` when the server is gone, or `CancellationError`.
    func notifications(within timeout: Duration) async throws -> [(channel: String, payload: String)] {
        let deadline = Deadline(in: timeout)
        let turn = try await takeTurn(until: deadline)
        defer { turn.pass() }
        while true {
            guard !libpq.isBad, libpq.consumeInput() else {
                let reason = libpq.errorMessage
                close()
                throw PostgreSQLError.connection(reason)
            }
            var arrived: [(channel: String, payload: String)] = []
            while let notification = libpq.nextNotification() { arrived.append(notification) }
            guard arrived.isEmpty else { return arrived }
            do {
                try await waitForSocket(.readable, until: deadline.instant, cancellable: true)
            } catch let interruption as Interruption {
                // Nothing is under way that would have to be cancelled.
                guard interruption.wakeup == .timedOut else { throw CancellationError() }
                return []
            }
        }
    }

    /// Asks the server for a sign of life; closes the connection when there is none.
    func isAlive(within timeout: Duration) async -> Bool {
        do {
            try await execute(script: "", timeout: timeout)
        } catch {
            close()
        }
        return isOpen
    }
}
