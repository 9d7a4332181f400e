import Synchronization

/// What ended a wait.
enum Wakeup: Sendable {
    /// What was waited for is there.
    case ready
    /// The deadline passed first.
    case timedOut
    /// The task was cancelled first.
    case cancelled
}

/// One wait of one task: whoever comes first of the event, the deadline and the cancellation decides how it ends.
///
/// A mutex, because the three come from three threads and none of them can await.
final class OneShot: Sendable {
    private enum State {
        case pending
        case waiting(CheckedContinuation<Wakeup, Never>)
        case resolved(Wakeup)
    }

    private let state = Mutex(State.pending)

    /// Ends the wait; false when it had ended already.
    @discardableResult
    func resolve(_ wakeup: Wakeup) -> Bool {
        let (won, continuation) = state.withLock { state -> (Bool, CheckedContinuation<Wakeup, Never>?) in
            switch state {
            case .pending:
                state = .resolved(wakeup)
                return (true, nil)
            case .waiting(let continuation):
                state = .resolved(wakeup)
                return (true, continuation)
            case .resolved:
                return (false, nil)
            }
        }
        // Outside the lock: resuming may run arbitrary code of the executor.
        continuation?.resume(returning: wakeup)
        return won
    }

    /// Waits until somebody resolves it. One task only.
    /// - Parameter cancellable: false for clean-up, which has to run although its task is cancelled.
    func wait(cancellable: Bool = true) async -> Wakeup {
        guard cancellable else { return await suspend() }
        return await withTaskCancellationHandler {
            await suspend()
        } onCancel: {
            resolve(.cancelled)
        }
    }

    private func suspend() async -> Wakeup {
        await withCheckedContinuation { continuation in
            let early = state.withLock { state -> Wakeup? in
                if case .resolved(let wakeup) = state { return wakeup }
                state = .waiting(continuation)
                return nil
            }
            if let early { continuation.resume(returning: early) }
        }
    }
}
