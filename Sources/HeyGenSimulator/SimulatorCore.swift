import Synchronization

/// The state behind a lock, with the streams that wake the timer loop and feed the sender.
///
/// A lock and not an actor: each step is microseconds, handlers need an answer and not a suspension, and the ledger is
/// read from synchronous code.
final class SimulatorCore: Sendable {
    let clock: SimulatedClock
    /// A value whenever something became due earlier than the timer loop knows.
    let wakeups: AsyncStream<Void>
    let outbox: AsyncStream<OutboundRequest>
    private let state: Mutex<SimulatorState>
    /// When the timer loop will look again; infinity while it has nothing to wait for.
    private let armed = Mutex(Double.infinity)
    private let observers = Mutex<[Int: AsyncStream<Void>.Continuation]>([:])
    private let wake: AsyncStream<Void>.Continuation
    private let send: AsyncStream<OutboundRequest>.Continuation

    init(_ state: SimulatorState) {
        clock = state.clock
        (wakeups, wake) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
        // Not bounded by a number: each video adds a fixed few deliveries, and losing one here would be a fault nobody
        // asked for.
        (outbox, send) = AsyncStream.makeStream()
        self.state = Mutex(state)
    }

    /// Does one step at the present instant, after everything that was due before it.
    func perform<Result: Sendable>(_ step: @Sendable (inout SimulatorState, Double) -> Result) -> Result {
        let (result, next) = take(step)
        if let next, next < armed.withLock({ $0 }) { wake.yield() }
        for observer in observers.withLock({ Array($0.values) }) { observer.yield() }
        return result
    }

    /// Does one step and returns when something is due next.
    private func take<Result: Sendable>(
        _ step: @Sendable (inout SimulatorState, Double) -> Result
    ) -> (Result, Double?) {
        let (result, requests, next) = state.withLock { state in
            // Read under the lock: time must not run backwards between two steps.
            let now = clock.now
            state.advance(to: now)
            let result = step(&state, now)
            return (result, state.takeOutbox(), state.nextDue)
        }
        for request in requests { send.yield(request) }
        return (result, next)
    }

    /// What was bought and done so far. Wakes no observer, for observers call it.
    func ledger() -> Ledger { state.withLock { $0.ledger(now: clock.now) } }

    /// A value after each step, the newest only.
    func steps() -> AsyncStream<Void> {
        let (stream, continuation) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
        let number = observers.withLock { observers in
            let number = (observers.keys.max() ?? 0) + 1
            observers[number] = continuation
            return number
        }
        continuation.onTermination = { [weak self] _ in
            self?.observers.withLock { _ = $0.removeValue(forKey: number) }
        }
        return stream
    }

    /// Does what is due, whenever it is due, until cancelled.
    func runTimers() async {
        await withDiscardingTaskGroup { group in
            wake.yield()
            for await _ in wakeups {
                // Whoever sets a timer while this is infinity wakes the loop once more, so none is missed.
                armed.withLock { $0 = .infinity }
                let (_, next) = take { _, _ in }
                for observer in observers.withLock({ Array($0.values) }) { observer.yield() }
                guard let next else { continue }
                armed.withLock { $0 = next }
                let instant = clock.instant(of: next)
                // A sleeper that an earlier one made needless wakes the loop once too often, nothing more.
                group.addTask { [wake] in
                    try? await ContinuousClock().sleep(until: instant)
                    wake.yield()
                }
            }
            group.cancelAll()
        }
    }
}
