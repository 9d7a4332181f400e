import Synchronization

/// Lets any number of callers share one running operation.
///
/// A database that hangs is asked once, not once per scrape or probe: callers that come while a run is going join it.
final class SingleFlight<Value: Sendable>: Sendable {
    private let operation: @Sendable () async throws -> Value

    /// The run under way. A lock and not an actor: it guards one pointer and is never held across an `await`.
    private let running = Mutex<Task<Value, any Error>?>(nil)

    init(_ operation: @escaping @Sendable () async throws -> Value) {
        self.operation = operation
    }

    /// The operation's answer, from a new run or from the one under way.
    ///
    /// - Parameter limit: how long this caller waits. When it runs out the run is cancelled for everyone; a run that
    ///   ignores this is still joined by later callers, each with a limit of its own.
    /// - Throws: ``DeadlineExceeded``, what the operation throws, or `CancellationError`.
    func value(within limit: Duration) async throws -> Value {
        let run = joinOrStart()
        do {
            return try await withDeadline(limit) { try await run.value }
        } catch let error as DeadlineExceeded {
            run.cancel()
            throw error
        }
    }

    private func joinOrStart() -> Task<Value, any Error> {
        running.withLock { running in
            if let running { return running }
            // Unstructured, because it may outlive the caller that started it. It needs the lock to end, so it
            // cannot clear `running` before it is stored there.
            let run = Task {
                defer { self.running.withLock { $0 = nil } }
                return try await self.operation()
            }
            running = run
            return run
        }
    }
}
