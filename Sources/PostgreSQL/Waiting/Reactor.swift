import CLibPQ
import Foundation
import Glibc
import Synchronization

/// The one place that waits: a thread on one epoll for the sockets and deadlines of all connections.
///
/// Why a thread: whatever blocks must not sit on the cooperative pool, and a DispatchQueue's threads come from a
/// shared pool that may be exhausted. The thread lives as long as the process.
///
/// Every socket is registered under a number of its own that is never used again, and one-shot: an event that was
/// already on its way when its socket was closed, and the number reused, finds nobody and is dropped.
final class Reactor: Sendable {
    static let shared = Reactor()

    /// What is awaited of a socket.
    enum Interest: Sendable {
        case readable
        case writable
        case readableOrWritable

        var events: UInt32 {
            switch self {
            case .readable: EPOLLIN.rawValue
            case .writable: EPOLLOUT.rawValue
            case .readableOrWritable: EPOLLIN.rawValue | EPOLLOUT.rawValue
            }
        }
    }

    private struct State {
        var waits: [UInt64: OneShot] = [:]
        var timers = Timers<OneShot>()
        var lastToken: UInt64 = 0
        /// Until when the thread sleeps; nil when for ever. Only an earlier deadline has to wake it.
        var sleepsUntil: ContinuousClock.Instant?
    }

    private let epoll: Int32
    private let wakeup: Int32
    /// A mutex: tasks arm and disarm, the thread collects; each holds it for a few lookups.
    private let state = Mutex(State())
    /// The token of ``wakeup`` itself.
    private static let wakeupToken: UInt64 = 0

    private init() {
        epoll = epoll_create1(Int32(EPOLL_CLOEXEC))
        wakeup = eventfd(0, Int32(EFD_CLOEXEC | EFD_NONBLOCK))
        precondition(epoll >= 0 && wakeup >= 0, "no descriptors left for epoll and eventfd")
        var event = unsafe epoll_event(events: EPOLLIN.rawValue, data: .init(u64: Self.wakeupToken))
        let added = unsafe epoll_ctl(epoll, EPOLL_CTL_ADD, wakeup, &event)
        precondition(added == 0, "epoll refuses an eventfd")
        Thread.detachNewThread { [self] in
            Thread.current.name = "postgresql"
            while true { turn() }
        }
    }

    /// Waits for `interest`, the deadline or the task's cancellation, whichever comes first.
    func wait(
        for interest: Interest, on registration: Registration, until deadline: ContinuousClock.Instant,
        cancellable: Bool
    ) async -> Wakeup {
        let shot = OneShot()
        let timer = arm(shot, until: deadline, token: registration.token)
        guard registration.rearm(epoll: epoll, events: interest.events) else {
            // The kernel no longer knows the socket. Say ready: libpq's next call finds out why.
            disarm(timer)
            return .ready
        }
        let wakeup = await shot.wait(cancellable: cancellable)
        disarm(timer)
        return wakeup
    }

    /// Waits until `shot` is resolved by somebody else, or by the deadline.
    func wait(
        _ shot: OneShot, until deadline: ContinuousClock.Instant, cancellable: Bool = true
    ) async -> Wakeup {
        let timer = arm(shot, until: deadline, token: nil)
        let wakeup = await shot.wait(cancellable: cancellable)
        disarm(timer)
        return wakeup
    }

    /// Watches `socket` from now on; nothing is reported before somebody waits.
    func register(_ socket: Int32) -> Registration? {
        let token = state.withLock { state in
            state.lastToken += 1
            return state.lastToken
        }
        var event = unsafe epoll_event(events: EPOLLONESHOT.rawValue, data: .init(u64: token))
        guard unsafe epoll_ctl(epoll, EPOLL_CTL_ADD, socket, &event) == 0 else { return nil }
        return Registration(reactor: self, socket: socket, token: token)
    }

    fileprivate func remove(_ registration: Registration) {
        var event = unsafe epoll_event()
        // Fails only when the socket is gone already, and then there is nothing to remove.
        _ = unsafe epoll_ctl(epoll, EPOLL_CTL_DEL, registration.socket, &event)
        let orphan = state.withLock { $0.waits.removeValue(forKey: registration.token) }
        orphan?.resolve(.ready)
    }

    private func arm(
        _ shot: OneShot, until deadline: ContinuousClock.Instant, token: UInt64?
    ) -> Timers<OneShot>.ID {
        let (timer, mustWake) = state.withLock { state in
            if let token { state.waits[token] = shot }
            let timer = state.timers.add(shot, at: deadline)
            guard state.sleepsUntil.map({ deadline < $0 }) ?? true else { return (timer, false) }
            state.sleepsUntil = deadline
            return (timer, true)
        }
        if mustWake { wake() }
        return timer
    }

    private func disarm(_ timer: Timers<OneShot>.ID) {
        state.withLock { $0.timers.cancel(timer) }
    }

    private func wake() {
        var one: UInt64 = 1
        // A full counter wakes just as well.
        _ = unsafe write(wakeup, &one, 8)
    }

    /// One turn of the thread: sleep, then resolve what happened.
    private func turn() {
        let batch = 64
        let timeout = state.withLock { state -> Int32 in
            state.sleepsUntil = state.timers.earliest
            guard let until = state.sleepsUntil else { return -1 }
            let left = (until - .now) / .milliseconds(1)
            // Rounded up, or the last millisecond would be spent spinning; an hour is long enough for any sleep.
            return Int32(min(max(left.rounded(.up), 0), 3_600_000))
        }
        unsafe withUnsafeTemporaryAllocation(of: epoll_event.self, capacity: batch) { events in
            let count = unsafe epoll_wait(epoll, events.baseAddress, Int32(batch), timeout)
            for index in 0..<max(Int(count), 0) {
                let token = unsafe events[index].data.u64
                if token == Self.wakeupToken {
                    var counter: UInt64 = 0
                    _ = unsafe read(wakeup, &counter, 8)
                } else {
                    state.withLock { $0.waits.removeValue(forKey: token) }?.resolve(.ready)
                }
            }
        }
        for shot in state.withLock({ $0.timers.expire(at: .now) }) { shot.resolve(.timedOut) }
    }

    /// A socket's place in the reactor. Remove it before the socket is closed.
    final class Registration: Sendable {
        private let reactor: Reactor
        fileprivate let socket: Int32
        fileprivate let token: UInt64

        fileprivate init(reactor: Reactor, socket: Int32, token: UInt64) {
            self.reactor = reactor
            self.socket = socket
            self.token = token
        }

        fileprivate func rearm(epoll: Int32, events: UInt32) -> Bool {
            var event = unsafe epoll_event(events: events | EPOLLONESHOT.rawValue, data: .init(u64: token))
            return unsafe epoll_ctl(epoll, EPOLL_CTL_MOD, socket, &event) == 0
        }

        func remove() {
            reactor.remove(self)
        }
    }
}
