/// Thrown when an operation did not answer within the time it was given.
struct DeadlineExceeded: Error, CustomStringConvertible {
    let limit: Duration

    var description: String {
        "no answer within \(limit.formattedSeconds) s"
    }
}

/// Waits for `operation`, but never longer than `limit`.
///
/// Two unstructured tasks race, on purpose: a task group would wait for a child that ignores cancellation, and a
/// check that hangs in a driver is the very case this exists for. The loser is cancelled; if it ignores that, it
/// ends on its own some time later and its answer is dropped. Use ``SingleFlight`` so that losers do not pile up.
/// - Throws: ``DeadlineExceeded``, what `operation` throws, or `CancellationError` when the caller is cancelled.
func withDeadline<Value: Sendable>(
    _ limit: Duration,
    _ operation: @escaping @Sendable () async throws -> Value
) async throws -> Value {
    let (answers, answer) = AsyncStream.makeStream(
        of: Result<Value, any Error>.self, bufferingPolicy: .bufferingOldest(1))
    let work = Task {
        do {
            answer.yield(.success(try await operation()))
        } catch {
            answer.yield(.failure(error))
        }
    }
    let timer = Task {
        try await Task.sleep(for: limit, clock: .continuous)
        answer.yield(.failure(DeadlineExceeded(limit: limit)))
    }
    defer {
        work.cancel()
        timer.cancel()
    }
    for await first in answers {
        return try first.get()
    }
    throw CancellationError()
}
