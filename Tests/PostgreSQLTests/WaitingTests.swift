import Testing

@testable import PostgreSQL

@Suite("Waiting")
struct WaitingTests {
    @Test("deadlines expire in order, and those called off never")
    func timers() {
        let start = ContinuousClock.now
        var timers = Timers<Int>()
        let ids = (0..<10).map { timers.add($0, at: start + .seconds(10 - $0)) }
        timers.cancel(ids[3])
        #expect(timers.expire(at: start).isEmpty)
        #expect(timers.expire(at: start + .seconds(4)) == [9, 8, 7, 6])
        #expect(timers.expire(at: start + .seconds(100)) == [5, 4, 2, 1, 0])
        #expect(timers.earliest == nil)
    }

    @Test("deadlines that were called off do not pile up")
    func timersAreSwept() {
        let start = ContinuousClock.now
        var timers = Timers<Int>()
        for number in 0..<10_000 {
            let id = timers.add(number, at: start + .seconds(30))
            timers.cancel(id)
        }
        #expect(timers.storedCount < 200)
    }

    @Test("a wait ends once, by whoever comes first")
    func oneShot() async {
        let shot = OneShot()
        #expect(shot.resolve(.ready))
        #expect(!shot.resolve(.timedOut))
        #expect(await shot.wait() == .ready)
        let late = OneShot()
        #expect(await Reactor.shared.wait(late, until: .now + .milliseconds(10)) == .timedOut)
        let cancelled = Task { await Reactor.shared.wait(OneShot(), until: .now + .seconds(60)) }
        cancelled.cancel()
        #expect(await cancelled.value == .cancelled)
    }

    @Test("a blocking call that hangs is given up at the deadline, and others run beside it")
    func blockingCalls() async {
        let gate = Gate()
        let hanging = await BlockingCalls.connecting.run(until: .now + .milliseconds(20)) { gate.wait() }
        guard case .timedOut = hanging else {
            Issue.record("not given up")
            return
        }
        let quick = await BlockingCalls.connecting.run(until: .now + .seconds(10)) { 7 }
        if case .returned(let value) = quick { #expect(value == 7) } else { Issue.record("not run") }
        gate.open()
    }

    @Test("the retry set is the house's")
    func retrySet() {
        for state in ["40001", "40P01", "08006", "08P01", "57P01", "57P02", "57P03", "53300"] {
            #expect(SQLState(rawValue: state).isRetryable)
        }
        for state in ["23505", "57014", "42P01", "53100", "25006"] {
            #expect(!SQLState(rawValue: state).isRetryable)
        }
        #expect(PostgreSQLError.connection("lost").isRetryable)
        #expect(!PostgreSQLError.timedOut(after: .seconds(1)).isRetryable)
    }
}
