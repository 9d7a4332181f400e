import Foundation
import Jobs
import PostgreSQL
import TestSupport
import Testing

@Suite("Verdicts about a job in flight", .migratedDatabase)
struct VerdictTests {
    @Test("a success with a link ends the job, told once, the same bytes again are a duplicate")
    func success() async throws {
        try await withStore { store in
            let id = try await store.enqueueOne("j", notifyURL: "https://a.example.com/done")
            try await store.renderAll()
            let first = try await store.hear(.succeeded, "j", video: "vid_j", body: "one")
            #expect(first.disposition == .applied)
            #expect(first.endedJob)
            #expect(try await store.hear(.succeeded, "j", video: "vid_j", body: "one").disposition == .duplicate)
            #expect(try await store.hear(.succeeded, "j", video: "vid_j", body: "two").disposition == .late)
            let job = try await store.job(id)
            #expect(job.state == .succeeded)
            #expect(job.revision == 1)
            #expect(job.resolvedBy == "webhook")
            #expect(job.finishedAt != nil)
            #expect(try await store.scalar("SELECT count(*)::text FROM clapper.completions") == "1")
            #expect(try await store.scalar("SELECT count(*)::text FROM clapper.deliveries") == "1")
            #expect(try await store.scalar("SELECT count(*)::text FROM clapper.open_jobs") == "0")
        }
    }

    @Test("an event that overtakes the answer to our own create is applied in every open phase")
    func eventBeforeAnswer() async throws {
        try await withStore { store in
            _ = try await store.enqueueOne("queued")
            #expect(try await store.hear(.succeeded, "queued", video: "v1").disposition == .applied)
            _ = try await store.enqueueOne("submitting")
            let claim = try await store.claimAll()[0]
            _ = try await store.begin([(claim, [1])])
            #expect(try await store.hear(.succeeded, "submitting", video: "v2").disposition == .applied)
            // The answer comes afterwards and changes nothing.
            _ = try await store.record([SubmissionAnswer(claim, .accepted(videoID: "v2"), wait: .zero)])
            #expect(try await store.job(claim.id).state == .succeeded)
            _ = try await store.enqueueOne("unknown")
            let other = try await store.claimAll()[0]
            _ = try await store.begin([(other, [1])])
            _ = try await store.record([SubmissionAnswer(other, .unknown, wait: .zero)])
            #expect(try await store.hear(.failed, "unknown", video: "v3").disposition == .applied)
        }
    }

    @Test("an event finds its job by video id alone")
    func byVideo() async throws {
        try await withStore { store in
            let id = try await store.enqueueOne("j")
            try await store.renderAll()
            #expect(try await store.hear(.succeeded, nil, video: "vid_j").job == id)
            #expect(try await store.hear(.failed, nil, video: "vid_j").disposition == .conflict)
        }
    }

    @Test("a success without a link, and an unsigned hit, make us read and end nothing")
    func hints() async throws {
        try await withStore { store in
            let id = try await store.enqueueOne("j")
            try await store.renderAll()
            #expect(try await store.hear(.succeeded, "j", video: "vid_j", link: false).disposition == .hint)
            #expect(try await store.hear(.failed, "j", video: "vid_j", from: .callbackURL).disposition == .hint)
            let reads = try await store.dueReads(
                limit: 10, horizon: .zero, from: .distantPast,
                schedules: [("video", ReadSchedule(timeScale: TimeScale(1)))])
            #expect(reads.map(\.videoID) == ["vid_j"])
            #expect(reads.first?.isHinted == true)
            let read = try await store.hear(.succeeded, nil, video: "vid_j", from: .poll, job: id, attempt: 1)
            #expect(read.disposition == .applied)
            // The read decided because the webhook asked for it.
            #expect(try await store.job(id).resolvedBy == "webhook")
        }
    }

    @Test("GIF and caption events are part of the story, never the end")
    func story() async throws {
        try await withStore { store in
            let id = try await store.enqueueOne("j")
            try await store.renderAll()
            #expect(try await store.hear(.story, "j", video: "vid_j").disposition == .ignored)
            #expect(try await store.job(id).state == .rendering)
            #expect(try await store.events(of: id).map(\.disposition) == ["ignored"])
        }
    }

    @Test("ids that name two jobs, and a second video id, are believed for neither")
    func conflicts() async throws {
        try await withStore { store in
            let a = try await store.enqueueOne("a")
            let b = try await store.enqueueOne("b")
            try await store.renderAll()
            #expect(try await store.hear(.failed, "a", video: "vid_b").disposition == .conflict)
            #expect(try await store.hear(.failed, "a", video: "vid_stranger").disposition == .conflict)
            #expect(try await store.job(a).state == .rendering)
            #expect(try await store.job(b).state == .rendering)
            let due = try await store.dueReads(
                limit: 10, horizon: .zero, from: .distantPast,
                schedules: [("video", ReadSchedule(timeScale: TimeScale(1)))])
            #expect(Set(due.map(\.job)) == [a, b])
        }
    }

    @Test("one event fifty times at once over four connections has one effect")
    func fiftyTimes() async throws {
        try await withStore { store in
            _ = try await store.enqueueOne("j")
            try await store.renderAll()
            let dispositions = try await withThrowingTaskGroup(of: Disposition.self) { group in
                for _ in 0..<50 {
                    group.addTask { try await store.hear(.succeeded, "j", video: "vid_j", body: "same").disposition }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(dispositions.filter { $0 == .applied }.count == 1)
            #expect(dispositions.filter { $0 == .duplicate }.count == 49)
            #expect(try await store.scalar("SELECT count(*)::text FROM clapper.events") == "1")
        }
    }

    /// Pins the race of a loser that waited for the winner's lock: with the snapshot of a single statement it would find
    /// the job neither open nor ended, and be stored as unmatched.
    @Test("two contradicting events in two sessions: one outcome, the other a conflict and read, never unmatched")
    func contradictionInTwoSessions() async throws {
        try await withStore { store in
            for round in 0..<20 {
                let id = try await store.enqueueOne("j\(round)")
                try await store.renderAll()
                async let one = store.hear(.succeeded, "j\(round)", video: "vid_j\(round)")
                async let two = store.hear(.failed, "j\(round)", video: "vid_j\(round)")
                let dispositions = Set([try await one.disposition, try await two.disposition])
                #expect(dispositions == [.applied, .conflict])
                #expect(try await store.scalar("SELECT count(*)::text FROM clapper.unmatched") == "0")
                let due = try await store.dueReads(
                    limit: 10, horizon: .zero, from: .distantPast,
                    schedules: [("video", ReadSchedule(timeScale: TimeScale(1)))])
                #expect(due.map(\.job) == [id])
                #expect(due.first?.isOwed == true)
                try await store.hear(.failed, nil, video: "vid_j\(round)", from: .poll, job: id)
            }
        }
    }

    @Test("a batch gives each verdict what it would get alone, in order")
    func batch() async throws {
        try await withStore { store in
            for name in ["a", "b", "c"] { _ = try await store.enqueueOne(name) }
            try await store.renderAll()
            let results = try await store.apply([
                .told(.succeeded, "a", video: "vid_a", body: "1"), .told(.succeeded, "a", video: "vid_a", body: "1"),
                .told(.failed, "a", video: "vid_a"), .told(.failed, "b"), .told(.none, "b"), .told(.failed, "nobody"),
                .told(.succeeded, "c", video: "vid_c", link: false),
            ])
            #expect(
                try results.map { try $0.get().disposition }
                    == [.applied, .duplicate, .conflict, .applied, .ignored, .unmatched, .hint])
        }
    }

    @Test("a verdict the database cannot take harms none of its neighbours")
    func poison() async throws {
        try await withStore { store in
            for n in 0..<40 { _ = try await store.enqueueOne("j\(n)") }
            try await store.configure(maxRenders: 100, raiseEvery: .seconds(30))
            try await store.renderAll()
            var verdicts = (0..<40).map { Verdict.told(.succeeded, "j\($0)", video: "vid_j\($0)") }
            var poison = Verdict.told(.succeeded, "j7")
            poison.result = #"{"video_url":"\u0000"}"#
            verdicts.insert(poison, at: 17)
            let results = try await store.apply(verdicts)
            for (index, result) in results.enumerated() where index != 17 {
                #expect(try result.get().disposition == .applied)
            }
            #expect(throws: PostgreSQLError.self) { try results[17].get() }
        }
    }

    @Test("an event whose enqueue has not committed is kept, matched after the commit, and never called a duplicate")
    func unmatched() async throws {
        try await withStore { store in
            #expect(try await store.hear(.succeeded, "later", video: "v", body: "x").disposition == .unmatched)
            #expect(try await store.hear(.succeeded, "later", video: "v", body: "x").disposition == .unmatched)
            #expect(try await store.rematch(callbackIDs: ["later"], videoIDs: []).isEmpty)
            let id = try await store.enqueueOne("later")
            #expect(try await store.rematch(callbackIDs: ["later"], videoIDs: []).map(\.disposition) == [.applied])
            #expect(try await store.job(id).state == .succeeded)
            #expect(try await store.rematch(callbackIDs: ["later"], videoIDs: []).isEmpty)
            #expect(try await store.hear(.succeeded, "later", video: "v", body: "x").disposition == .duplicate)
        }
    }

    @Test("an unmatched event is ignored after its window, and kept among the events")
    func unmatchedForEver() async throws {
        try await withStore { store in
            _ = try await store.hear(.succeeded, "nobody", video: "v")
            _ = try await store.scalar("UPDATE clapper.unmatched SET next_at = now()")
            let swept = try await store.rematchDue(limit: 10, window: .zero, maxGap: .seconds(1))
            #expect(swept.map(\.disposition) == [.ignored])
            #expect(try await store.scalar("SELECT disposition FROM clapper.events") == "ignored")
        }
    }
}
