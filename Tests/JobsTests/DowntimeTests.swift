import Foundation
import Jobs
import PostgreSQL
import TestSupport
import Testing

@Suite("Downtime", .migratedDatabase)
struct DowntimeTests {
    private static let now = Date(timeIntervalSince1970: 2_000_000)

    private static func missed(
        inFlight: TimeInterval? = nil, heard: TimeInterval? = nil, waiting: TimeInterval? = nil
    ) -> TimeInterval? {
        let ago = { (seconds: TimeInterval?) in seconds.map { now - $0 } }
        return Downtime(inFlightSince: ago(inFlight), heardAt: ago(heard), waitingSince: ago(waiting))
            .missed(since: now, gap: 600, margin: 3600, longest: 72 * 3600).map { now.timeIntervalSince($0) }
    }

    @Test("nothing was missed while nothing is in flight, or only what is younger than the gap")
    func nothing() {
        #expect(Self.missed() == nil)
        #expect(Self.missed(heard: 100_000) == nil)
        #expect(Self.missed(inFlight: 500, heard: 100_000) == nil)
        #expect(Self.missed(inFlight: 5000, heard: 100) == nil)
        #expect(Self.missed(inFlight: 5000, heard: 100, waiting: 20) == nil)
    }

    @Test("a silence is walked back to the last event with a margin, no further than the oldest job in flight")
    func silence() {
        #expect(Self.missed(inFlight: 100_000, heard: 20_000) == 23_600)
        #expect(Self.missed(inFlight: 5000, heard: 20_000) == 5600)
        #expect(Self.missed(inFlight: 5000) == 5600)
        #expect(Self.missed(inFlight: 1_000_000) == 259_200)
    }

    @Test("where reads wait, an event of a moment ago proves nothing about those before it")
    func late() {
        #expect(Self.missed(inFlight: 100_000, heard: 1, waiting: 90_000) == 100_600)
    }

    @Test(
        "the database tells since when jobs are in flight, since when reads wait, and what was heard, without a write")
    func read() async throws {
        try await withStore { store in
            #expect(try await store.downtime() == Downtime(inFlightSince: nil, heardAt: nil, waitingSince: nil))
            let job = try await store.enqueueOne("a")
            _ = try await store.enqueueOne("b")
            try await store.renderAll()
            let before = try await store.downtime()
            #expect(before.inFlightSince != nil && before.heardAt == nil && before.waitingSince == nil)
            try await store.hear(.story, "a", video: "vid_a")
            try await store.postponeReads([(job, .milliseconds(1))])
            try await eventually("a read is due") { try await store.downtime().waitingSince != nil }
            #expect(try await store.downtime().heardAt != nil)
        }
    }

    @Test("a walk begins once within its gap, and not while the credential has failed")
    func begin() async throws {
        try await withStore { store in
            #expect(try await store.beginBackfill(gap: .seconds(60)))
            #expect(try await !store.beginBackfill(gap: .seconds(60)))
            #expect(try await store.beginBackfill(gap: .zero))
            _ = try await store.failCredential(reason: "test")
            #expect(try await !store.beginBackfill(gap: .zero))
        }
    }
}
