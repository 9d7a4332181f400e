import AsyncHTTPClient
import Foundation
import HeyGen
import Jobs
import Logging
import PostgreSQL
import ServiceLifecycle
import TestSupport
import Workers

/// A notifier that runs on a store, and the steps of a job's way that make it owe something.
struct NotifierBench: Sendable {
    /// Vector 1 of the Standard Webhooks specification.
    static let secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
    static let otherSecret = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD"

    let store: JobStore
    let wakeUps: WakeUps
    private let services: ServiceGroup
    private let end: AsyncStream<Void>

    /// Runs a notifier while `body` runs, and cancels it then, unless `body` stopped it.
    static func withRunning<Result: Sendable>(
        on store: JobStore, secrets: String = secret, timeScale: Double = 1, limits: NotifierLimits = NotifierLimits(),
        logger: Logger = TestDatabase.silentLogger, _ body: @Sendable (NotifierBench) async throws -> Result
    ) async throws -> Result {
        let keys = try NotifySecret.parse(secrets)
        return try await HTTPClient.withHTTPClient(configuration: Notifier.httpClientConfiguration()) { client in
            let wakeUps = WakeUps(store: store, logger: logger)
            let notifier = Notifier(
                store: store, wakeUps: wakeUps, secrets: keys, httpClient: client, timeScale: TimeScale(timeScale),
                logger: logger, limits: limits)
            let services = ServiceGroup(services: [notifier], logger: TestDatabase.silentLogger)
            let (end, ended) = AsyncStream<Void>.makeStream()
            return try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    defer { ended.finish() }
                    try await services.run()
                }
                defer { group.cancelAll() }
                return try await body(NotifierBench(store: store, wakeUps: wakeUps, services: services, end: end))
            }
        }
    }

    /// Asks the notifier to shut down gracefully; ``ended()`` waits for it.
    func stop() async { await services.triggerGracefulShutdown() }

    /// Waits until the notifier has ended.
    func ended() async {
        for await _ in end {}
    }

    /// A job that was canceled and owes telling that to `url`.
    @discardableResult
    static func owe(_ url: String, on store: JobStore, callbackID: String? = nil) async throws -> JobID {
        let job = try await enqueue(url, on: store, callbackID: callbackID)
        _ = try await store.cancel(job)
        return job
    }

    /// A job that succeeded by an event, and then, if `isRead`, failed by a read, which outranks it: two revisions.
    static func succeed(_ url: String, on store: JobStore, thenFailed isRead: Bool) async throws -> JobID {
        let job = try await enqueue(url, on: store, callbackID: "order-1")
        let claims = try await store.claim(limit: 1, by: UUID(), lease: .seconds(60), in: try await store.queue())
        _ = try await store.begin(claims.map { ($0, [1]) })
        _ = try await store.record(
            claims.map { SubmissionAnswer($0, .accepted(videoID: "vid_1"), wait: .seconds(300)) })
        var event = Verdict(.succeeded, from: .webhook)
        event.callbackID = "order-1"
        event.videoID = "vid_1"
        event.result = #"{"video_url":"https://files.example.com/v.mp4"}"#
        _ = try await store.apply([event])
        if isRead {
            var read = Verdict(.failed, from: .poll)
            read.job = job
            read.videoID = "vid_1"
            read.failureCode = "rendering_failed"
            _ = try await store.apply([read])
        }
        return job
    }

    private static func enqueue(_ url: String, on store: JobStore, callbackID: String?) async throws -> JobID {
        let request = try JobRequest(
            request: RawJSON(Array(#"{"type":"avatar","title":"\u00e9 / \"quoted\""}"#.utf8)), callbackID: callbackID,
            notifyURL: url)
        return try await store.enqueue([request])[0].job
    }

    /// Runs one statement of a test; column 1 of row 1 as text.
    static func scalar(_ sql: String, on store: JobStore) async throws -> String? {
        try await store.pool.query(Statement("", sql)).first?.decode(0, as: String?.self)
    }

    /// Waits until this many deliveries are owed.
    static func owed(_ count: Int, on store: JobStore) async throws {
        try await eventually("\(count) deliveries are owed") {
            try await scalar("SELECT count(*)::text FROM clapper.deliveries", on: store) == "\(count)"
        }
    }

    /// Waits until the only delivery was tried and is to be tried again; its note.
    static func putOff(on store: JobStore) async throws -> String? {
        try await eventually("a try was recorded") {
            try await scalar("SELECT note FROM clapper.deliveries", on: store) != nil
        }
        return try await scalar("SELECT note FROM clapper.deliveries", on: store)
    }
}
