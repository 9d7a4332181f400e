import AsyncHTTPClient
import Foundation
import HeyGen
import Jobs
import PostgreSQL
import TestSupport
import Testing

@testable import Workers

/// HeyGen's list of delivered events, walked on a real database.
@Suite("The walk over delivered events", .migratedDatabase, .timeLimit(.minutes(10)))
struct BackfillTests {
    private static let hour = TimeInterval(3600)

    private func walk(
        _ list: EventList, on store: JobStore, span: Duration = .seconds(26 * 3600), timeScale: Double = 1000,
        configure: (inout BackfillSettings) -> Void = { _ in }
    ) async throws -> BackfillReport {
        try await withBackfill(list, on: store, timeScale: timeScale, configure: configure) {
            try await $0.walk(span: span * timeScale)
        }
    }

    private func withBackfill<Result: Sendable>(
        _ list: EventList, on store: JobStore, timeScale: Double = 1000,
        configure: (inout BackfillSettings) -> Void = { _ in }, _ body: (Backfill) async throws -> Result
    ) async throws -> Result {
        var settings = BackfillSettings()
        configure(&settings)
        return try await list.withRunning { url in
            try await HTTPClient.withHTTPClient(configuration: HeyGenClient.httpClientConfiguration()) { http in
                let logger = TestDatabase.silentLogger
                let timeScale = TimeScale(timeScale)
                return try await body(
                    Backfill(
                        store: store,
                        client: HeyGenClient(
                            configuration: HeyGenConfiguration(baseURL: url, credential: .apiKey("k")),
                            httpClient: http, logger: logger),
                        accountGuard: AccountGuard(store: store, timeScale: timeScale, logger: logger),
                        settlements: SettlementLog(wakeUps: WakeUps(store: store, logger: logger), logger: logger),
                        timeScale: timeScale, settings: settings, logger: logger))
            }
        }
    }

    /// Jobs that HeyGen renders, `job-<i>` under `vid_job-<i>`.
    private func rendering(_ count: Int, on store: JobStore) async throws -> [JobID] {
        let ids = try await store.enqueue(
            (0..<count).map { number in
                try JobRequest(
                    request: RawJSON(Array(#"{"type":"avatar"}"#.utf8)), callbackID: "job-\(number)")
            }
        ).map(\.job)
        let claims = try await store.claim(
            limit: count, by: UUID(), lease: .seconds(60), in: try await store.queue())
        _ = try await store.begin(claims.map { ($0, [1]) })
        _ = try await store.record(
            claims.map { SubmissionAnswer($0, .accepted(videoID: "vid_\($0.callbackID)"), wait: .seconds(3600)) })
        return ids
    }

    private func count(_ sql: String, on store: JobStore) async throws -> Int {
        try await store.pool.query(Statement("", sql))[0].decode(0)
    }

    @Test(
        "every page is applied, in any order, and an old event in the middle ends nothing; twice changes nothing more")
    func pages() async throws {
        try await withStore { store in
            let ids = try await rendering(5, on: store)
            let old = Date() - 30 * Self.hour
            let list = EventList([
                "": [.init(items: [EventList.success("job-0"), EventList.success("gone", at: old)], next: "a")],
                "a": [
                    .init(
                        items: [
                            EventList.success("gone-too", at: old), EventList.success("job-1"),
                            EventList.success("job-2"),
                        ], next: "b")
                ],
                "b": [.init(items: [EventList.success("job-3"), EventList.success("job-4")])],
            ])
            let first = try await walk(list, on: store)
            #expect(first.end == .listEnded && first.pages == 3 && first.calls == 3)
            #expect(first.events == 5 && first.older == 2)
            #expect(first.dispositions == [.applied: 5])
            let jobs = try await store.jobs(ids)
            #expect(jobs.allSatisfy { $0.state == .succeeded && $0.resolvedBy == "backfill" && $0.revision == 1 })
            let events = try await count("SELECT count(*) FROM clapper.events", on: store)
            let second = try await walk(list, on: store)
            #expect(second.dispositions == [.duplicate: 5])
            #expect(try await count("SELECT count(*) FROM clapper.events", on: store) == events)
        }
    }

    @Test("a page on which everything is older than asked for ends the walk")
    func reached() async throws {
        try await withStore { store in
            let list = EventList([
                "": [.init(items: [EventList.success("x")], next: "a")],
                "a": [.init(items: [EventList.success("y", at: Date() - 30 * Self.hour)], next: "b")],
            ])
            let report = try await walk(list, on: store)
            #expect(report.end == .reached && report.pages == 2)
            #expect(report.dispositions == [.unmatched: 1])
        }
    }

    @Test("a token that repeats and a list without end are left, and said to be incomplete")
    func endless() async throws {
        try await withStore { store in
            let list = EventList([
                "": [.init(items: [EventList.success("x")], next: "a")],
                "a": [.init(items: [EventList.success("y")], next: "a")],
            ])
            let circling = try await walk(list, on: store)
            #expect(circling.end == .repeatedToken && !circling.isWhole)
            let limited = try await walk(list, on: store) { $0.pageLimit = 1 }
            #expect(limited.end == .pageLimit && limited.pages == 1 && !limited.isWhole)
        }
    }

    @Test("a throttle, a 5xx and a page that never comes are waited for a few times, and never stop the account")
    func away() async throws {
        try await withStore { store in
            let list = EventList([
                "": [
                    .init(status: 429, items: ["rate_limit_exceeded"]), .init(status: 503),
                    .init(items: [EventList.success("x")], next: "a"),
                ],
                "a": [.init(status: 500)],
            ])
            let report = try await walk(list, on: store)
            #expect(report.end == .refused && report.pages == 1 && report.calls == 6)
            #expect(try await store.accountStatus().credentialFailedAt == nil)
            #expect(try await store.accountStatus().holdUntil == nil)
        }
    }

    @Test("a key that is refused stops the account as any read would, and the walk at once")
    func credential() async throws {
        try await withStore { store in
            let list = EventList(["": [.init(status: 401, items: ["unauthorized"])]])
            let report = try await walk(list, on: store)
            #expect(report.end == .refused && report.calls == 1)
            #expect(try await store.accountStatus().credentialFailedAt != nil)
        }
    }

    @Test("events of others are kept for a day from when they came to be, then let go without a trace")
    func foreign() async throws {
        try await withStore { store in
            let list = EventList([
                "": [
                    .init(items: [
                        EventList.success("young", at: Date() - Self.hour),
                        EventList.success("old", at: Date() - 25 * Self.hour),
                        EventList.item("instant_avatar.success", #"{"id":"a"}"#, id: "evt_other"),
                        EventList.item("batch.finished", #"{"batch_id":"b"}"#, id: "evt_batch"),
                    ])
                ]
            ])
            for _ in 0..<2 {
                let report = try await walk(list, on: store)
                #expect(report.dispositions == [.unmatched: 2, .ignored: 2])
                try await eventually("the sweep has let the old one go") {
                    _ = try await store.rematchDue(limit: 10, window: .seconds(24 * 3600), maxGap: .seconds(600))
                    return try await count("SELECT count(*) FROM clapper.unmatched", on: store) == 1
                }
            }
            #expect(try await count("SELECT count(*) FROM clapper.events", on: store) == 0)
        }
    }

    @Test("what the first page tells does not end the walk while jobs are in flight that later pages tell of")
    func goesOn() async throws {
        try await withStore { store in
            let list = EventList([
                "": [.init(items: [EventList.success("job-0")], next: "a")],
                "a": [.init(items: [EventList.success("job-1")], next: "b")],
                "b": [.init(items: [EventList.success("job-2")], next: "c")],
            ])
            try await withBackfill(list, on: store, timeScale: 6000, configure: { $0.pagePause = .zero }) { backfill in
                let ids = try await rendering(3, on: store)
                try await eventually("nothing was heard for ten provider minutes") {
                    try await store.downtime().missed(since: Date(), gap: 0.1, margin: 0.6, longest: 43) != nil
                }
                let report = try await backfill.walkIfMissed()
                #expect(report?.end == .nothingLeft && report?.pages == 3)
                #expect(try await store.ended(among: ids).count == 3)
            }
        }
    }

    @Test("what was missed is walked once, by one process, and only until nothing is left to find")
    func once() async throws {
        try await withStore { store in
            let list = EventList([
                "": [.init(items: [EventList.success("job-0"), EventList.success("job-1")], next: "a")]
            ])
            try await withBackfill(list, on: store, timeScale: 6000, configure: { $0.pagePause = .zero }) { backfill in
                #expect(try await backfill.walkIfMissed() == nil, "nothing is in flight")
                let ids = try await rendering(2, on: store)
                try await eventually("nothing was heard for ten provider minutes") {
                    try await store.downtime().missed(since: Date(), gap: 0.1, margin: 0.6, longest: 43) != nil
                }
                async let first = backfill.walkIfMissed()
                async let second = backfill.walkIfMissed()
                let reports = try await [first, second].compactMap(\.self)
                #expect(reports.count == 1)
                #expect(reports.first?.end == .nothingLeft)
                #expect(try await store.ended(among: ids).count == 2)
                #expect(try await backfill.walkIfMissed() == nil)
            }
            #expect(list.requests.count == 1)
        }
    }
}
