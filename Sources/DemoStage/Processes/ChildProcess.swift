import Foundation
import Subprocess
import SystemPackage

/// Another process of this binary, for as long as something needs it.
struct ChildProcess: Sendable {
    private enum Ending<Result: Sendable>: Sendable {
        case child(TerminationStatus)
        case body(Swift.Result<Result, any Error>)
        case graceIsOver
    }

    /// What a child gets from SIGTERM to SIGKILL.
    private static let patience = Duration.seconds(10)
    /// How long after a failed call we look whether the child is to blame.
    private static let blameWindow = Duration.seconds(1)
    /// What a child may know of our environment. `DATABASE_URL` and `HEYGEN_*` are not among it, so nobody buys a render
    /// by trying things out.
    private static let inherited = ["PATH", "HOME", "TMPDIR", "LANG", "TERM"]

    /// For messages, and the name of its log.
    let name: String
    let arguments: [String]
    var environment: [String: String] = [:]
    let logs: LogFolder

    /// Runs the child for as long as `body` runs; then ends it by SIGTERM, or SIGKILL after 10 s, and waits for it.
    ///
    /// - Throws: what `body` throws; ``StageError/childEnded(_:_:tail:)`` if the child ends before it.
    func whileRunning<Result: Sendable>(_ body: @escaping @Sendable () async throws -> Result) async throws -> Result {
        try await withThrowingTaskGroup(of: Ending<Result>.self) { group in
            group.addTask { .child(try await self.run()) }
            group.addTask {
                do {
                    return .body(.success(try await body()))
                } catch {
                    return .body(.failure(error))
                }
            }
            // Leaving by an error cancels the rest and waits for it, too; and cancelled, the child is torn down.
            defer { group.cancelAll() }
            while let ending = try await group.next() {
                switch ending {
                case .child(let status):
                    // A child that ends because all of this is cancelled is not to blame.
                    try Task.checkCancellation()
                    throw StageError.childEnded(name, status.text, tail: logs.tail(of: name))
                case .body(.success(let result)):
                    group.cancelAll()
                    while let last = try await group.next() {
                        if case .child(let status) = last, !status.isGraceful { throw unclean(status) }
                    }
                    return result
                case .body(.failure(let error)):
                    // A call that fails because the child has died should be blamed on the child.
                    if error is CancellationError || Task.isCancelled { throw error }
                    group.addTask {
                        try? await Task.sleep(for: Self.blameWindow)
                        return .graceIsOver
                    }
                    if case .child(let status) = try await group.next(), !Task.isCancelled {
                        throw StageError.childEnded(name, status.text, tail: logs.tail(of: name))
                    }
                    throw error
                case .graceIsOver: break
                }
            }
            throw CancellationError()
        }
    }

    private func unclean(_ status: TerminationStatus) -> StageError {
        .childEnded(name, "\(status.text) instead of shutting down", tail: logs.tail(of: name))
    }

    /// Starts the child and waits for its end.
    private func run() async throws -> TerminationStatus {
        let lifeline = try Lifeline()
        var options = PlatformOptions()
        // A Ctrl-C at the terminal is for us, and we decide when the children stop, and in which order.
        options.createSession = true
        options.teardownSequence = [.gracefulShutDown(allowedDurationToNextStep: Self.patience)]
        let log = try logs.open(name)
        // The binary as it runs, though it be replaced meanwhile, and whatever folders it lies below.
        let outcome = try await Subprocess.run(
            .path("/proc/self/exe"),
            arguments: Arguments(executablePathOverride: "clapper", remainingValues: arguments),
            environment: .custom(childEnvironment), platformOptions: options,
            input: .fileDescriptor(lifeline.reader, closeAfterSpawningProcess: true),
            output: .fileDescriptor(log, closeAfterSpawningProcess: true), error: .combinedWithOutput)
        withExtendedLifetime(lifeline) {}
        return outcome.terminationStatus
    }

    private var childEnvironment: [Environment.Key: String] {
        var variables: [Environment.Key: String] = [:]
        for name in Self.inherited {
            guard let value = ProcessInfo.processInfo.environment[name] else { continue }
            variables[Environment.Key(stringLiteral: name)] = value
        }
        for (name, value) in environment { variables[Environment.Key(stringLiteral: name)] = value }
        variables[Environment.Key(stringLiteral: Lifeline.variable)] = "on"
        return variables
    }
}

extension TerminationStatus {
    /// For a person, after "the simulator".
    fileprivate var text: String {
        switch self {
        case .exited(let code): "ended with exit code \(code)"
        case .signaled(let signal): "was ended by signal \(signal)"
        }
    }

    /// Whether SIGTERM ended it in order: at once, or before it had a handler.
    fileprivate var isGraceful: Bool { isSuccess || self == .signaled(15) }
}
