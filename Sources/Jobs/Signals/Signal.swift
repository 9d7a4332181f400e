import Synchronization

/// Wakes one waiting loop. Raising it while nobody waits is remembered once, so no wake-up is lost between looking and
/// waiting; many raises wake once.
package final class Signal: Sendable {
    private enum State {
        case quiet
        case raised
        case waiting(id: Int, CheckedContinuation<Void, Never>)
    }

    // A Mutex, because it is held for a few instructions and raised from synchronous callbacks.
    private let state = Mutex<(state: State, nextID: Int)>((.quiet, 0))

    package init() {}

    /// Wakes the waiting loop, or lets the next wait return at once.
    package func raise() {
        let waiter = state.withLock { current -> CheckedContinuation<Void, Never>? in
            guard case .waiting(_, let continuation) = current.state else {
                current.state = .raised
                return nil
            }
            current.state = .quiet
            return continuation
        }
        waiter?.resume()
    }

    /// Returns when the signal is raised, when `limit` has passed, or when the task is cancelled.
    ///
    /// - Precondition: one loop waits at a time.
    package func wait(atMost limit: Duration) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await self.raised() }
            // Cancellation ends the sleep early, which is what is wanted.
            group.addTask { try? await Task.sleep(for: limit) }
            await group.next()
            group.cancelAll()
        }
    }

    private func raised() async {
        let id = state.withLock { current in
            current.nextID += 1
            return current.nextID
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let resumeNow = state.withLock { current -> Bool in
                    if case .waiting = current.state { preconditionFailure("two loops wait for one signal") }
                    if case .raised = current.state {
                        current.state = .quiet
                        return true
                    }
                    if Task.isCancelled { return true }
                    current.state = .waiting(id: id, continuation)
                    return false
                }
                if resumeNow { continuation.resume() }
            }
        } onCancel: {
            let waiter = state.withLock { current -> CheckedContinuation<Void, Never>? in
                guard case .waiting(id, let continuation) = current.state else { return nil }
                current.state = .quiet
                return continuation
            }
            waiter?.resume()
        }
    }
}
