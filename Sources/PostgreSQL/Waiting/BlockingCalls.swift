import Dispatch
import Foundation
import Synchronization

/// A few threads for the calls of libpq that block: connecting (name resolution) and cancelling.
///
/// Threads of our own and not a DispatchQueue, whose threads are shared with the cooperative pool's and come late when
/// others block. They are started on first use and live as long as the process; calls wait in order, and their number
/// is bounded by the number of connections.
final class BlockingCalls: Sendable {
    /// For steps of connecting. Four, so that one name server that hangs does not hold up every other host.
    static let connecting = BlockingCalls(threads: 4)
    /// For cancel requests, which must not queue behind a hanging name server.
    static let cancelling = BlockingCalls(threads: 2)

    private struct Queue {
        var calls: [@Sendable () -> Void] = []
        var threadsStarted = 0
        var idle = 0
    }

    private let threads: Int
    private let queue = Mutex(Queue())
    private let available = DispatchSemaphore(value: 0)

    private init(threads: Int) {
        self.threads = threads
    }

    /// Runs `body` on one of the threads and waits for it, but not beyond the deadline or the task's cancellation; the
    /// call itself then goes on, and what it returns is dropped.
    func run<Value: Sendable>(
        until deadline: ContinuousClock.Instant, cancellable: Bool = true,
        _ body: @escaping @Sendable () -> Value
    ) async -> Outcome<Value> {
        let shot = OneShot()
        let box = Box<Value>()
        enqueue {
            box.value.withLock { [value = body()] in $0 = value }
            shot.resolve(.ready)
        }
        let wakeup = await Reactor.shared.wait(shot, until: deadline, cancellable: cancellable)
        switch wakeup {
        case .ready: return box.value.withLock(\.self).map { .returned($0) } ?? .timedOut
        case .timedOut: return .timedOut
        case .cancelled: return .cancelled
        }
    }

    /// How a call ended, seen from the task that waited.
    enum Outcome<Value: Sendable>: Sendable {
        case returned(Value)
        case timedOut
        case cancelled
    }

    private final class Box<Value: Sendable>: Sendable {
        let value = Mutex<Value?>(nil)
    }

    private func enqueue(_ call: @escaping @Sendable () -> Void) {
        let startsThread = queue.withLock { queue in
            queue.calls.append(call)
            guard queue.calls.count > queue.idle, queue.threadsStarted < threads else { return false }
            queue.threadsStarted += 1
            return true
        }
        if startsThread {
            Thread.detachNewThread { [self] in work() }
        }
        available.signal()
    }

    private func work() -> Never {
        while true {
            queue.withLock { $0.idle += 1 }
            available.wait()
            let call = queue.withLock { queue in
                queue.idle -= 1
                return queue.calls.removeFirst()
            }
            call()
        }
    }
}
