import Testing

@testable import PostgreSQL

@Suite("The pool's state machine")
struct PoolStateTests {
    private let start = ContinuousClock.now
    private let lost = PostgreSQLError.connection("refused")

    private func make(size: Int = 2, waiters: Int = 10) -> PoolState {
        PoolState(.init(size: size, maximumWaiters: waiters))
    }

    private func wait(_ state: inout PoolState) throws -> PoolState.WaiterID {
        guard case .wait(let id) = state.lease(at: start) else { throw NothingThrown() }
        return id
    }

    /// A pool with one connection, leased.
    private func leased(size: Int = 1) throws -> (PoolState, PoolState.ConnectionID) {
        var state = make(size: size)
        let waiter = try wait(&state)
        let id = try #require(state.connectionsToOpen().first)
        #expect(state.opened(id, at: start) == .lease(to: waiter))
        return (state, id)
    }

    @Test("opens as many connections as callers wait, and never more than its size")
    func opens() throws {
        var state = make(size: 2)
        _ = try wait(&state)
        #expect(state.connectionsToOpen().count == 1)
        #expect(state.connectionsToOpen().isEmpty)
        for _ in 0..<5 { _ = try wait(&state) }
        #expect(state.connectionsToOpen().count == 1)
        #expect(state.statistics == PoolStatistics(size: 2, idle: 0, leased: 0, waiting: 6))
    }

    @Test("hands a returned connection to the caller that waits longest")
    func order() throws {
        var (state, id) = try leased()
        let first = try wait(&state)
        let second = try wait(&state)
        #expect(state.released(id, isReusable: true, at: start) == .lease(to: first))
        #expect(state.released(id, isReusable: true, at: start) == .lease(to: second))
        #expect(state.released(id, isReusable: true, at: start) == .keepIdle)
        #expect(state.lease(at: start) == .connection(id, needsCheck: false))
    }

    @Test("refuses callers beyond the limit")
    func bounded() throws {
        var state = make(size: 1, waiters: 2)
        _ = try wait(&state)
        let second = try wait(&state)
        #expect(state.lease(at: start) == .refuse(.poolExhausted))
        let gone = state.abandoned(second)
        #expect(gone)
        _ = try wait(&state)
    }

    @Test("a caller that gave up is not served, and one that was served cannot give up")
    func abandoned() throws {
        var (state, id) = try leased()
        let first = try wait(&state)
        let second = try wait(&state)
        let gone = state.abandoned(first)
        #expect(gone)
        #expect(state.released(id, isReusable: true, at: start) == .lease(to: second))
        let late = state.abandoned(second)
        #expect(!late)
    }

    @Test("a broken connection is dropped and another opened for whoever waits")
    func broken() throws {
        var (state, id) = try leased()
        let waiter = try wait(&state)
        #expect(state.connectionsToOpen().isEmpty)
        #expect(state.released(id, isReusable: false, at: start) == .close)
        let next = try #require(state.connectionsToOpen().first)
        #expect(state.opened(next, at: start) == .lease(to: waiter))
    }

    @Test("a connection idle for a while is checked before it is lent")
    func checks() throws {
        var (state, id) = try leased()
        _ = state.released(id, isReusable: true, at: start)
        #expect(state.lease(at: start + .seconds(2)) == .connection(id, needsCheck: true))
    }

    @Test("a failed attempt fails everybody who waits, and is repeated only after the gap")
    func outage() throws {
        var state = make(size: 2)
        let first = try wait(&state)
        let second = try wait(&state)
        let ids = state.connectionsToOpen()
        #expect(ids.count == 2)
        let failed = state.failed(ids[0], lost, at: start, jitter: 0)
        #expect(failed.refuse == [first, second])
        #expect(failed.retryAfter == .milliseconds(25))
        let sibling = state.failed(ids[1], lost, at: start, jitter: 0)
        #expect(sibling.refuse.isEmpty)
        #expect(sibling.retryAfter == nil)
        let third = try wait(&state)
        #expect(state.connectionsToOpen().isEmpty)
        state.outageEnded()
        let id = try #require(state.connectionsToOpen().first)
        #expect(state.opened(id, at: start) == .lease(to: third))
    }

    @Test("in a long outage callers are refused at once, and the pool keeps looking for them")
    func longOutage() throws {
        var state = make(size: 1)
        _ = try wait(&state)
        var now = start
        for _ in 0..<8 {
            let id = try #require(state.connectionsToOpen().first)
            let failed = state.failed(id, lost, at: now, jitter: 0.5)
            let gap = try #require(failed.retryAfter)
            #expect(gap <= .seconds(5))
            _ = state.lease(at: now)
            now += gap
            state.outageEnded()
        }
        let id = try #require(state.connectionsToOpen().first)
        _ = state.failed(id, lost, at: now, jitter: 0.5)
        #expect(state.lease(at: now) == .refuse(lost))
        state.outageEnded()
        let next = try #require(state.connectionsToOpen().first)
        #expect(state.opened(next, at: now) == .keepIdle)
        #expect(state.lease(at: now) == .connection(next, needsCheck: false))
    }

    @Test("a failed attempt does not fail callers whom open connections still serve")
    func partialOutage() throws {
        var (state, id) = try leased(size: 2)
        let waiter = try wait(&state)
        let second = try #require(state.connectionsToOpen().first)
        let failed = state.failed(second, lost, at: start, jitter: 0)
        #expect(failed.refuse.isEmpty)
        #expect(state.released(id, isReusable: true, at: start) == .lease(to: waiter))
    }

    @Test("closed, it tells who waits, refuses whoever comes and closes what returns")
    func closes() throws {
        var (state, id) = try leased(size: 2)
        let waiter = try wait(&state)
        let opening = try #require(state.connectionsToOpen().first)
        #expect(state.close().refuse == [waiter])
        #expect(state.lease(at: start) == .refuse(.poolClosed))
        #expect(state.released(id, isReusable: true, at: start) == .close)
        #expect(state.opened(opening, at: start) == .close)
        #expect(state.connectionsToOpen().isEmpty)
        #expect(state.statistics.size == 0)
    }

    @Test("gaps grow from 50 ms to 5 s, and jitter stays within their second half")
    func backoff() {
        let backoff = Backoff()
        #expect(backoff.delay(after: 1, jitter: 0) == .milliseconds(25))
        #expect(backoff.delay(after: 3, jitter: 0) == .milliseconds(100))
        #expect(backoff.delay(after: 100, jitter: 0) == .milliseconds(2500))
        #expect(backoff.delay(after: 100, jitter: 0.999) < .seconds(5))
    }
}
