import Foundation
import Jobs
import Testing

@testable import Workers

@Suite("The values of the loops")
struct LoopValuesTests {
    @Test("two failures are everyday; from the third on the loop keeps away, longer each time, at most half a minute")
    func outage() {
        var backoff = OutageBackoff()
        let now = ContinuousClock.now
        backoff.failed(at: now, jitter: 1)
        backoff.failed(at: now, jitter: 1)
        #expect(backoff.pause(at: now) == nil)
        backoff.failed(at: now, jitter: 1)
        #expect(backoff.pause(at: now) == .milliseconds(500))
        backoff.failed(at: now, jitter: 1)
        #expect(backoff.pause(at: now) == .seconds(1))
        for _ in 0..<20 { backoff.failed(at: now, jitter: 1) }
        #expect(backoff.pause(at: now) == .seconds(30))
        #expect(backoff.pause(at: now + .seconds(31)) == nil)
        backoff.succeeded()
        #expect(backoff.pause(at: now) == nil)
    }

    @Test("a worker that slept through its lease sends nothing, and one that renewed it in time does")
    func lease() {
        let lease = WorkerLease(duration: .seconds(60), margin: .seconds(15))
        let now = ContinuousClock.now
        #expect(!lease.allowsSending(at: now))
        lease.renewed(at: now)
        #expect(lease.allowsSending(at: now + .seconds(44)))
        #expect(!lease.allowsSending(at: now + .seconds(46)))
        lease.renewed(at: now + .seconds(30))
        // An older call that returns later renews nothing.
        lease.renewed(at: now + .seconds(10))
        #expect(lease.allowsSending(at: now + .seconds(70)))
        #expect(!lease.allowsSending(at: now + .seconds(76)))
    }

    @Test(
        "after a call of unknown fate a submitter goes on as another worker, and gives the old one's claims back when idle"
    )
    func leases() {
        let leases = WorkerLeases(duration: .seconds(60), margin: .seconds(15))
        let first = leases.current
        first.sendBegins()
        leases.rotate()
        #expect(leases.current.worker != first.worker)
        #expect(leases.sending == 1)
        #expect(leases.takeIdleRetired().isEmpty)
        first.sendEnds()
        #expect(leases.takeIdleRetired().map(\.worker) == [first.worker])
        #expect(leases.takeIdleRetired().isEmpty)
        #expect(leases.all.map(\.worker) == [leases.current.worker])
    }

    @Test("the bound of due times never passes a read that was seen, and is forgotten now and then")
    func bound() {
        var bound = DueBound()
        let now = ContinuousClock.now
        let date = Date(timeIntervalSince1970: 1_000_000)
        #expect(bound.next(at: now) == .distantPast)
        bound.saw(oldest: date.addingTimeInterval(-500), at: date)
        #expect(bound.next(at: now + .seconds(1)) == date.addingTimeInterval(-560))
        bound.saw(oldest: nil, at: date)
        #expect(bound.next(at: now + .seconds(2)) == date.addingTimeInterval(-60))
        #expect(bound.next(at: now + .seconds(11)) == .distantPast)
    }

    @Test("reads wait for company 0.25 to 5 s, whatever the time scale")
    func gather() {
        let settings = ReconcilerSettings()
        #expect(settings.gather(TimeScale(1)) == .seconds(5))
        #expect(settings.gather(TimeScale(10)) == .milliseconds(1500))
        #expect(settings.gather(TimeScale(1000)) == .milliseconds(250))
    }
}
