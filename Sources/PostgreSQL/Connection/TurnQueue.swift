import DequeModule

/// Who may use a connection now, and who comes next, in order of arrival.
///
/// An actor alone does not give this: it lets others in at every `await`, and a second command sent while the first
/// one's answer is under way is an error to libpq. Not Sendable: it belongs to the connection's actor.
final class TurnQueue {
    private var isTaken = false
    private var waiting: Deque<OneShot> = []

    /// Waits for its turn; `ready` means it is, and ``pass()`` must follow.
    func take(until deadline: Deadline, cancellable: Bool) async -> Wakeup {
        guard isTaken else {
            isTaken = true
            return .ready
        }
        let shot = OneShot()
        waiting.append(shot)
        let wakeup = await Reactor.shared.wait(shot, until: deadline.instant, cancellable: cancellable)
        if wakeup != .ready { waiting.removeAll { $0 === shot } }
        return wakeup
    }

    /// Ends a turn.
    func pass() {
        while let next = waiting.popFirst() {
            // False: it gave up at this very moment, and will notice.
            if next.resolve(.ready) { return }
        }
        isTaken = false
    }
}
