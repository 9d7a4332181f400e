import Glibc
import UnixSignals

/// Somebody wants us to stop: Ctrl-C, SIGTERM, or a terminal that was closed.
package struct Interruption: Error, Sendable {
    private enum Ending<Result: Sendable>: Sendable {
        case body(Result)
        case signal
    }

    private static let signals: [UnixSignal] = [.sigint, .sigterm, .sighup]

    /// Runs `body`, and cancels it at the first signal; a second one ends the process at once, and what it started ends
    /// by itself.
    /// - Throws: what `body` throws; ``Interruption`` after a signal, once `body` has come to its end.
    package static func cancels<Result: Sendable>(
        _ body: @escaping @Sendable () async throws -> Result
    ) async throws -> Result {
        let received = await UnixSignalsSequence(trapping: signals)
        let (first, continuation) = AsyncStream.makeStream(of: Void.self)
        return try await withThrowingTaskGroup(of: Void.self) { watching in
            watching.addTask {
                var count = 0
                for await _ in received {
                    count += 1
                    if count > 1 { _exit(1) }
                    continuation.yield()
                }
            }
            defer { watching.cancelAll() }
            return try await withThrowingTaskGroup(of: Ending<Result>.self) { group in
                group.addTask { .body(try await body()) }
                group.addTask {
                    for await _ in first { return .signal }
                    throw CancellationError()
                }
                defer { group.cancelAll() }
                guard case .body(let result) = try await group.next() else {
                    group.cancelAll()
                    // Whatever it says now is because of us.
                    while let ending = await group.nextResult() { _ = ending }
                    throw Interruption()
                }
                return result
            }
        }
    }
}
