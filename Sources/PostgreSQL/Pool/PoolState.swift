import DequeModule

/// What a pool knows and decides, without a connection, a clock or a task: each method says what to do.
///
/// Invariants: open and opening connections never exceed `size`; a connection is idle only while nobody waits.
struct PoolState {
    /// Names a connection, or the attempt to open it.
    typealias ConnectionID = Int
    /// Names a caller that waits. Ascending, in order of arrival.
    typealias WaiterID = Int

    struct Settings: Sendable {
        var size: Int
        var maximumWaiters: Int
        /// A connection idle for longer is asked for a sign of life before it is leased: a firewall or a restart may
        /// have cut it without a word.
        var checkAfter: Duration = .seconds(1)
        /// With no connection left, callers are held back for an attempt this near, and refused at once otherwise.
        var patience: Duration = .milliseconds(250)
        var backoff = Backoff()
    }

    enum Lease: Equatable {
        case connection(ConnectionID, needsCheck: Bool)
        case wait(WaiterID)
        case refuse(PostgreSQLError)
    }

    /// What becomes of a connection that is there.
    enum Placement: Equatable {
        case lease(to: WaiterID)
        case keepIdle
        case close
    }

    private struct Idle {
        let id: ConnectionID
        let since: ContinuousClock.Instant
    }

    private enum Outage {
        case none
        case until(ContinuousClock.Instant, because: PostgreSQLError)
    }

    private let settings: Settings
    private var idle: [Idle] = []
    private var leased: Set<ConnectionID> = []
    private var opening: Set<ConnectionID> = []
    private var waiters: Deque<WaiterID> = []
    private var lastID = 0
    private var failures = 0
    private var outage = Outage.none
    /// Somebody was refused during the outage: its end is worth looking for although nobody waits.
    private var isMissed = false
    private(set) var isClosed = false

    init(_ settings: Settings) {
        precondition(settings.size > 0, "a pool needs at least one connection")
        self.settings = settings
    }

    var statistics: PoolStatistics {
        PoolStatistics(
            size: idle.count + leased.count + opening.count, idle: idle.count, leased: leased.count,
            waiting: waiters.count)
    }

    /// A caller wants a connection.
    mutating func lease(at now: ContinuousClock.Instant) -> Lease {
        guard !isClosed else { return .refuse(.poolClosed) }
        // The one used last: the others may age and be found out.
        if let connection = idle.popLast() {
            leased.insert(connection.id)
            return .connection(connection.id, needsCheck: now - connection.since >= settings.checkAfter)
        }
        guard waiters.count < settings.maximumWaiters else { return .refuse(.poolExhausted) }
        if case .until(let end, let reason) = outage, leased.isEmpty, end - now > settings.patience {
            isMissed = true
            return .refuse(reason)
        }
        let id = nextID()
        waiters.append(id)
        return .wait(id)
    }

    /// Connections to open now: as many as callers wait for, within the size. Ask after every event.
    mutating func connectionsToOpen() -> [ConnectionID] {
        guard !isClosed, case .none = outage else { return [] }
        var ids: [ConnectionID] = []
        let wanted = max(waiters.count, isMissed ? 1 : 0)
        isMissed = false
        while opening.count < wanted, leased.count + opening.count + idle.count < settings.size {
            let id = nextID()
            opening.insert(id)
            ids.append(id)
        }
        return ids
    }

    /// An attempt succeeded.
    mutating func opened(_ id: ConnectionID, at now: ContinuousClock.Instant) -> Placement {
        let wasOpening = opening.remove(id) != nil
        precondition(wasOpening, "connection \(id) was not being opened")
        failures = 0
        outage = .none
        return place(id, at: now)
    }

    /// An attempt failed. Returns the callers to tell, and after what time to call ``outageEnded()``, if at all.
    ///
    /// Callers are told at once unless other connections still serve them: hanging until their time is up would tell
    /// them no more.
    mutating func failed(
        _ id: ConnectionID, _ error: PostgreSQLError, at now: ContinuousClock.Instant, jitter: Double
    ) -> (refuse: [WaiterID], retryAfter: Duration?) {
        opening.remove(id)
        var refused: [WaiterID] = []
        if leased.isEmpty, idle.isEmpty {
            refused = Array(waiters)
            waiters.removeAll()
        }
        // Attempts that run side by side fail side by side: one of them counts.
        guard !isClosed, case .none = outage else { return (refused, nil) }
        failures += 1
        let delay = settings.backoff.delay(after: failures, jitter: jitter)
        outage = .until(now + delay, because: error)
        return (refused, delay)
    }

    /// The time to try again has come.
    mutating func outageEnded() {
        outage = .none
    }

    /// A caller gives a connection back. One that is broken makes room for another.
    mutating func released(_ id: ConnectionID, isReusable: Bool, at now: ContinuousClock.Instant) -> Placement {
        let wasLeased = leased.remove(id) != nil
        precondition(wasLeased, "connection \(id) was not leased")
        return isReusable ? place(id, at: now) : .close
    }

    /// A caller stops waiting. False: it was no longer waiting, and may have been given a connection.
    mutating func abandoned(_ id: WaiterID) -> Bool {
        guard let index = waiters.firstIndex(of: id) else { return false }
        waiters.remove(at: index)
        return true
    }

    /// No more leases. Returns the idle connections, to be closed, and the callers to tell; leased connections close
    /// when they come back.
    mutating func close() -> (close: [ConnectionID], refuse: [WaiterID]) {
        isClosed = true
        defer {
            idle.removeAll()
            waiters.removeAll()
        }
        return (idle.map(\.id), Array(waiters))
    }

    private mutating func place(_ id: ConnectionID, at now: ContinuousClock.Instant) -> Placement {
        guard !isClosed else { return .close }
        guard let waiter = waiters.popFirst() else {
            idle.append(Idle(id: id, since: now))
            return .keepIdle
        }
        leased.insert(id)
        return .lease(to: waiter)
    }

    private mutating func nextID() -> Int {
        lastID += 1
        return lastID
    }
}
