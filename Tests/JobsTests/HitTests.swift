import Foundation
import HeyGen
import Jobs
import PostgreSQL
import TestSupport
import Testing

/// Unsigned hits on a job's callback address, at every point of its way.
@Suite("Unsigned hits", .migratedDatabase)
struct HitTests {
    private func hit(
        _ job: JobID, _ body: String = #"{"status":"completed"}"#, attempt: Int = 1, on store: JobStore
    ) async throws -> Settlement {
        try await store.apply([Verdict(hit: Array(body.utf8), on: job, attempt: attempt)])[0].get()
    }

    private func due(_ store: JobStore) async throws -> [String] {
        try await store.dueReads(
            limit: 10, horizon: .zero, from: .distantPast, schedules: [("video", ReadSchedule(timeScale: TimeScale(1)))]
        ).map(\.videoID)
    }

    @Test(
        "whatever it says, it makes us read at once, and ends nothing by itself",
        arguments: [
            #"{"event_type":"avatar_video.success","event_data":{"video_id":"other","url":"https://x/v.mp4"}}"#,
            #"{"event_type":"avatar_video.fail","event_data":{"video_id":"vid_j","callback_id":"k"}}"#,
            #"{"event_type":"brand_new.thing","event_data":{}}"#,
            #"{"event_type":"avatar_video_gif.success","event_data":{"video_id":"vid_j"}}"#,
            #"{"status":"completed","id":"lipsync"}"#, "no json at all", "",
        ])
    func any(_ body: String) async throws {
        try await withStore { store in
            let job = try await store.enqueueOne("j")
            let other = try await store.enqueueOne("k")
            try await store.renderAll()
            let settlement = try await hit(job, body, on: store)
            #expect(settlement.disposition == .hint && settlement.job == job && settlement.state == "rendering")
            #expect(try await due(store) == ["vid_j"])
            #expect(try await store.events(of: other).isEmpty)
            // The same bytes again are no second read.
            #expect(try await hit(job, body, on: store).disposition == .duplicate)
            #expect(try await due(store).isEmpty)
            try await store.hear(.succeeded, nil, video: "vid_j", from: .poll, job: job, attempt: 1)
            #expect(try await store.job(job).resolvedBy == "webhook")
        }
    }

    @Test("one that overtakes the answer to our own create is followed as soon as the video is known")
    func early() async throws {
        try await withStore { store in
            let job = try await store.enqueueOne("j")
            let claims = try await store.claimAll()
            _ = try await store.begin(claims.map { ($0, [1]) })
            #expect(try await hit(job, on: store).disposition == .hint)
            #expect(try await due(store).isEmpty)
            _ = try await store.record([SubmissionAnswer(claims[0], .accepted(videoID: "v"), wait: .seconds(300))])
            #expect(try await due(store) == ["v"])
        }
    }

    @Test("of an ended job it is kept as late and read by nobody; of no job nothing is kept")
    func late() async throws {
        try await withStore { store in
            let job = try await store.enqueueOne("j")
            try await store.renderAll()
            try await store.hear(.succeeded, "j", video: "vid_j")
            #expect(try await hit(job, on: store).disposition == .late)
            #expect(try await due(store).isEmpty)
            #expect(try await store.job(job).revision == 1)
            #expect(try await hit(JobID(UUID()), on: store).disposition == .ignored)
            #expect(
                try await store.scalar("SELECT count(*)::text FROM clapper.events WHERE source = 'callback_url'") == "1"
            )
            #expect(try await store.scalar("SELECT count(*)::text FROM clapper.unmatched") == "0")
        }
    }

    @Test("of a canceled job that HeyGen still renders it makes us read, so that its slot is free sooner")
    func canceled() async throws {
        try await withStore { store in
            let job = try await store.enqueueOne("j")
            try await store.renderAll()
            _ = try await store.cancel(job)
            #expect(try await hit(job, on: store).disposition == .hint)
            #expect(try await due(store) == ["vid_j"])
        }
    }

    @Test("about an earlier paid attempt it makes us read that attempt's video")
    func earlier() async throws {
        try await withStore { store in
            let job = try await store.enqueueOne("j", maxAttempts: 2)
            try await store.renderAll()
            try await store.hear(.failed, nil, video: "vid_j", from: .poll, job: job, attempt: 1)
            try await store.renderAll()
            #expect(try await hit(job, attempt: 1, on: store).disposition == .hint)
            #expect(try await due(store) == ["vid_j"])
            #expect(try await hit(job, "other", attempt: 7, on: store).disposition == .late)
        }
    }

    @Test("the signed event with the bytes of an unsigned hit is no duplicate of it")
    func signed() async throws {
        try await withStore { store in
            let job = try await store.enqueueOne("j")
            try await store.renderAll()
            let body =
                #"{"event_type":"avatar_video.success","event_data":{"callback_id":"j","video_id":"vid_j","url":"https://x/v"}}"#
            #expect(try await hit(job, body, on: store).disposition == .hint)
            let signed = try await store.apply([Verdict(event: Array(body.utf8), from: .webhook)])[0].get()
            #expect(signed.disposition == .applied)
            #expect(try await store.job(job).state == .succeeded)
        }
    }

    @Test("how HeyGen is to tell of a job comes with its claim, asked for in Swift and in SQL")
    func mode() async throws {
        try await withStore { store in
            let request = try JobRequest(request: RawJSON(Array("{}".utf8)), callbackMode: "callback_url")
            let job = try await store.enqueue([request])[0].job
            _ = try await store.enqueueOne()
            _ = try await store.scalar("SELECT clapper.enqueue('video', '{}', callback_mode => 'endpoint')::text")
            _ = try await store.scalar(
                "SELECT count(*)::text FROM clapper.enqueue_many('video', ARRAY['{}']::jsonb[], callback_mode => 'callback_url')"
            )
            #expect(try await store.job(job).callbackMode == "callback_url")
            let claims = try await store.claimAll()
            #expect(claims.map(\.callbackMode) == [.callbackURL, nil, .endpoint, .callbackURL])
        }
    }
}
