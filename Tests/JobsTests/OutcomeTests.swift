import Foundation
import Jobs
import PostgreSQL
import TestSupport
import Testing

@Suite("Verdicts about a job that has ended, cancels and retries", .migratedDatabase)
struct OutcomeTests {
    private func end(_ store: JobStore, _ meaning: Verdict.Meaning, maxAttempts: Int = 1) async throws -> JobID {
        let id = try await store.enqueueOne("j", maxAttempts: maxAttempts)
        try await store.renderAll()
        try await store.hear(meaning, "j", video: "vid_j")
        return id
    }

    @Test("a read outranks the event it contradicts: the outcome is rewritten and told again")
    func readOutranks() async throws {
        try await withStore { store in
            let id = try await end(store, .succeeded)
            #expect(try await store.hear(.failed, "j", video: "vid_j").disposition == .conflict)
            let read = try await store.hear(.failed, nil, video: "vid_j", from: .poll, job: id)
            #expect(read.disposition == .applied)
            #expect(read.revision == 2)
            #expect(try await store.job(id).state == .failed)
            #expect(try await store.scalar("SELECT count(*)::text FROM clapper.completions") == "2")
            // Nothing weaker moves it any more, and nothing is left to read.
            #expect(try await store.hear(.succeeded, "j", video: "vid_j").disposition == .conflict)
            #expect(try await store.scalar("SELECT count(*)::text FROM clapper.owed_reads") == "0")
        }
    }

    @Test(
        "the same evidence gives the same outcome in any order",
        arguments: [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]])
    func anyOrder(order: [Int]) async throws {
        try await withStore { store in
            let id = try await store.enqueueOne("j")
            try await store.renderAll()
            for step in order {
                switch step {
                case 0: try await store.hear(.succeeded, "j", video: "vid_j")
                case 1: try await store.hear(.failed, "j", video: "vid_j")
                default: try await store.hear(.succeeded, nil, video: "vid_j", from: .poll, job: id, attempt: 1)
                }
            }
            #expect(try await store.job(id).state == .succeeded)
        }
    }

    @Test("our deadline ends a render, keeps its slot, and a late success recovers it")
    func deadline() async throws {
        try await withStore { store in
            let id = try await store.enqueueOne("j")
            try await store.renderAll()
            #expect(try await store.expire(hardLimit: .zero, limit: 10).map(\.job) == [id])
            #expect(try await store.job(id).resolvedBy == "deadline")
            #expect(try await store.scalar("SELECT ended::text FROM clapper.open_jobs") == "true")
            let late = try await store.hear(.succeeded, "j", video: "vid_j")
            #expect(late.disposition == .applied)
            #expect(late.revision == 2)
            #expect(try await store.job(id).state == .succeeded)
            #expect(try await store.scalar("SELECT count(*)::text FROM clapper.open_jobs") == "0")
        }
    }

    @Test("a canceled job stays canceled and keeps what became of its video")
    func canceled() async throws {
        try await withStore { store in
            let id = try await store.enqueueOne("j")
            try await store.renderAll()
            #expect(try await store.cancel(id) == .canceled)
            #expect(try await store.cancel(id) == .already)
            #expect(try await store.hear(.succeeded, "j", video: "vid_j").disposition == .late)
            let job = try await store.job(id)
            #expect(job.state == .canceled)
            #expect(job.revision == 1)
            #expect(job.result?.text.contains("video_url") == true)
            #expect(try await store.scalar("SELECT count(*)::text FROM clapper.open_jobs") == "0")
        }
    }

    @Test("a queued job, and a claimed one not yet sent, are canceled at once and never sent")
    func canceledBeforeSend() async throws {
        try await withStore { store in
            let id = try await store.enqueueOne("j")
            let claim = try await store.claimAll()[0]
            #expect(try await store.cancel(id) == .canceled)
            #expect(try await store.begin([(claim, [1])]).isEmpty)
            #expect(try await store.cancel(JobID(UUID())) == .missing)
        }
    }

    @Test("a retry names the attempt it replaces, so asking twice buys once")
    func retry() async throws {
        try await withStore { store in
            let id = try await end(store, .failed)
            #expect(try await store.retry(id, after: 2) == .future)
            #expect(try await store.retry(id, after: 1) == .retried)
            #expect(try await store.retry(id, after: 1) == .already)
            #expect(try await store.retry(id, after: 2) == .open)
            let claim = try await store.claimAll()[0]
            #expect(claim.idempotencyKey == "\(id):2")
            #expect(claim.callbackID.sent(attempt: claim.attempt) == "j~2")
            #expect(try await store.scalar("SELECT video_id FROM clapper.attempts") == "vid_j")
        }
    }

    @Test(
        "a late failure of attempt 1 is superseded in each phase of attempt 2; a late success ends the job",
        arguments: ["queued", "claimed", "submitting", "rendering", "unknown", "succeeded"])
    func lateVerdicts(phase: String) async throws {
        try await withStore { store in
            let id = try await end(store, .failed)
            #expect(try await store.retry(id, after: 1) == .retried)
            if phase != "queued" {
                let claim = try await store.claimAll()[0]
                if phase != "claimed" { _ = try await store.begin([(claim, [1])]) }
                switch phase {
                case "rendering", "succeeded":
                    _ = try await store.record([SubmissionAnswer(claim, .accepted(videoID: "v2"), wait: .seconds(60))])
                    if phase == "succeeded" { try await store.hear(.succeeded, "j~2", video: "v2") }
                case "unknown": _ = try await store.record([SubmissionAnswer(claim, .unknown, wait: .seconds(60))])
                default: break
                }
            }
            #expect(try await store.hear(.failed, "j", video: "vid_j").disposition == .superseded)
            let late = try await store.hear(.succeeded, "j", video: "vid_j").disposition
            #expect(late == (phase == "succeeded" ? .late : .hint))
            let read = try await store.hear(.succeeded, nil, video: "vid_j", from: .poll, job: id)
            let job = try await store.job(id)
            #expect(job.state == .succeeded)
            if phase == "succeeded" {
                #expect(read.disposition == .duplicate)
                #expect(job.videoID == "v2")
            } else {
                #expect(read.disposition == .applied)
                #expect(job.videoID == "vid_j")
            }
            // A newer attempt not yet sent is never sent.
            #expect(try await store.claimAll().isEmpty)
            let kept = try await store.scalar("SELECT count(*)::text FROM clapper.open_jobs WHERE ended")
            #expect(kept == (["submitting", "rendering", "unknown"].contains(phase) ? "1" : "0"))
        }
    }

    @Test("a job with more attempts buys the next only after a read confirmed the failure")
    func maxAttempts() async throws {
        try await withStore { store in
            let id = try await end(store, .failed, maxAttempts: 2)
            #expect(try await store.job(id).state == .rendering)
            let read = try await store.hear(.failed, nil, video: "vid_j", from: .poll, job: id, attempt: 1)
            #expect(read.disposition == .applied)
            #expect(try await store.job(id).state == .queued)
            #expect(try await store.job(id).attempt == 2)
            try await store.renderAll()
            try await store.hear(.failed, "j~2", video: "vid_j~2")
            #expect(try await store.job(id).state == .failed)
        }
    }

    @Test("an operator attaches a video to an attempt of unknown fate, and the read decides")
    func attach() async throws {
        try await withStore { store in
            let id = try await store.enqueueOne("j")
            let claim = try await store.claimAll()[0]
            _ = try await store.begin([(claim, [1])])
            _ = try await store.record([SubmissionAnswer(claim, .unknown, wait: .zero)])
            #expect(try await store.attach(id, videoID: "typo") == .attached)
            // Until it is read it is an operator's word, and can be corrected by another.
            #expect(try await store.attach(id, videoID: "found") == .attached)
            #expect(try await store.attach(JobID(UUID()), videoID: "found") == .missing)
            let other = try await store.enqueueOne("other")
            #expect(try await store.attach(other, videoID: "found") == .taken)
            try await store.hear(.succeeded, nil, video: "found", from: .poll, job: id, attempt: 1)
            #expect(try await store.job(id).resolvedBy == "operator")
            #expect(try await store.attach(id, videoID: "another") == .taken)
            #expect(try await store.attach(try await store.enqueueOne("unsent"), videoID: "free") == .unsent)
        }
    }

    /// An attempt of unknown fate, with a video that an operator attached.
    private func attached(_ store: JobStore, _ video: String) async throws -> JobID {
        let id = try await store.enqueueOne("j")
        let claim = try await store.claimAll()[0]
        _ = try await store.begin([(claim, [1])])
        _ = try await store.record([SubmissionAnswer(claim, .unknown, wait: .zero)])
        #expect(try await store.attach(id, videoID: video) == .attached)
        return id
    }

    @Test("HeyGen's own event that names the job counts more than the video an operator attached")
    func attachedWrongly() async throws {
        try await withStore { store in
            let id = try await attached(store, "typo")
            #expect(try await store.hear(.succeeded, "j", video: "real").disposition == .applied)
            let job = try await store.job(id)
            #expect(job.state == .succeeded)
            #expect(job.videoID == "real")
        }
    }

    @Test("an attached video that HeyGen does not know is taken back, and the attempt is replayed; a found one stays")
    func detach() async throws {
        try await withStore { store in
            let id = try await attached(store, "typo")
            #expect(try await !store.detach(id, videoID: "another"))
            #expect(try await store.detach(id, videoID: "typo"))
            #expect(try await store.job(id).state == .unknown)
            #expect(try await store.job(id).videoID == nil)
            let replays = try await store.claimReplays(
                limit: 10, by: JobStore.worker, lease: .seconds(60), window: .seconds(3600))
            #expect(replays.map(\.id) == [id])
            _ = try await store.record([SubmissionAnswer(replays[0], .accepted(videoID: "real"), wait: .seconds(60))])
            #expect(try await !store.detach(id, videoID: "real"))
        }
    }

    @Test("failed by an operator, an attempt of unknown fate gives up its slot and may be bought again")
    func failUnknown() async throws {
        try await withStore { store in
            let id = try await store.enqueueOne("j")
            let claim = try await store.claimAll()[0]
            _ = try await store.begin([(claim, [1])])
            _ = try await store.record([SubmissionAnswer(claim, .unknown, wait: .zero)])
            #expect(try await store.fail(id, code: nil, message: "not there").disposition == .applied)
            #expect(try await store.scalar("SELECT count(*)::text FROM clapper.open_jobs") == "0")
            #expect(try await store.retry(id, after: 1) == .retried)
        }
    }

    @Test("a success failed by an operator's mistake comes back when its video is attached and read")
    func undoFail() async throws {
        try await withStore { store in
            let id = try await end(store, .succeeded)
            #expect(try await store.fail(id, code: nil, message: "wrong id").disposition == .applied)
            #expect(try await store.job(id).state == .failed)
            #expect(try await store.attach(id, videoID: "vid_j") == .ended)
            let read = try await store.hear(.succeeded, nil, video: "vid_j", from: .poll, job: id)
            #expect(read.disposition == .applied)
            let job = try await store.job(id)
            #expect(job.state == .succeeded)
            #expect(job.resolvedBy == "operator")
            #expect(job.revision == 3)
        }
    }

    @Test(
        "a video HeyGen does not know any more fails the job weakly: any later word of HeyGen's recovers it, nothing is bought"
    )
    func lost() async throws {
        try await withStore { store in
            let id = try await store.enqueueOne("j", maxAttempts: 2)
            try await store.renderAll()
            var lost = Verdict.told(.failed, nil, video: "vid_j", from: .poll, job: id, attempt: 1)
            lost.failureCode = "video_not_found"
            #expect(try await store.apply([lost])[0].get().disposition == .applied)
            #expect(try await store.job(id).state == .failed)
            #expect(try await store.hear(.succeeded, "j", video: "vid_j").disposition == .applied)
            #expect(try await store.job(id).state == .succeeded)
        }
    }

    @Test("an operator fails a job that nothing settles")
    func failByOperator() async throws {
        try await withStore { store in
            let id = try await store.enqueueOne("j")
            #expect(try await store.fail(id, code: nil, message: "given up").disposition == .applied)
            let job = try await store.job(id)
            #expect(job.state == .failed)
            #expect(job.failure?.text.contains("given up") == true)
        }
    }

    @Test("an operator fails a job that was claimed and not yet sent: nothing of it is left to hold a slot")
    func failBeforeSend() async throws {
        try await withStore { store in
            let id = try await store.enqueueOne("j")
            let claim = try await store.claimAll()[0]
            #expect(try await store.fail(id, code: nil, message: "given up").disposition == .applied)
            #expect(try await store.begin([(claim, [1])]).isEmpty)
            #expect(try await store.scalar("SELECT count(*)::text FROM clapper.open_jobs") == "0")
            #expect(try await store.retry(id, after: 1) == .retried)
        }
    }

    /// Two retries at once, by callers that do not know of each other:
    /// 1. the first has deleted the outcome and opened the job, and has not committed;
    /// 2. the second finds the job not open, and waits for its outcome;
    /// 3. the first commits: the second finds no outcome either.
    @Test("a retry that waited for another one's finds the job past that attempt, not gone")
    func retryTwiceAtOnce() async throws {
        try await withStore { store in
            let id = try await end(store, .failed)
            let second = try await TestDatabase.current.withConnection { holder in
                try await holder.execute(script: "BEGIN; SELECT clapper.retry_job('\(id)', 1::smallint)")
                let second = Task { try await store.retry(id, after: 1) }
                try await waitsForALock(store)
                try await holder.execute(script: "COMMIT")
                return second
            }
            #expect(try await second.value == .already)
        }
    }

    /// The same race, with a read of the earlier attempt in the place of the second retry.
    @Test("a read that waited for a retry settles the job the retry opened")
    func readDuringRetry() async throws {
        try await withStore { store in
            let id = try await end(store, .failed)
            let read = try await TestDatabase.current.withConnection { holder in
                try await holder.execute(script: "BEGIN; SELECT clapper.retry_job('\(id)', 1::smallint)")
                let read = Task { try await store.hear(.succeeded, nil, video: "vid_j", from: .poll, job: id) }
                try await waitsForALock(store)
                try await holder.execute(script: "COMMIT")
                return read
            }
            #expect(try await read.value.disposition == .applied)
            #expect(try await store.job(id).state == .succeeded)
            #expect(try await store.claimAll().isEmpty)
        }
    }

    @Test(
        "a completed video of attempt 1 ends the job, whether attempt 2 failed before that was known or after",
        arguments: [VerdictSource.webhook, .poll], [true, false])
    func earlierSuccess(source: VerdictSource, failureFirst: Bool) async throws {
        try await withStore { store in
            let id = try await end(store, .failed)
            #expect(try await store.retry(id, after: 1) == .retried)
            try await store.renderAll()
            for isFailure in failureFirst ? [true, false] : [false, true] {
                if isFailure {
                    try await store.hear(.failed, "j~2", video: "vid_j~2", from: source, attempt: 2)
                } else {
                    try await store.hear(.succeeded, nil, video: "vid_j", from: .poll, job: id)
                }
            }
            let job = try await store.job(id)
            #expect(job.state == .succeeded)
            #expect(job.videoID == "vid_j")
            // Both were paid, both are on record, and no key is used twice.
            #expect(
                try await store.scalar("SELECT string_agg(video_id, ' ' ORDER BY attempt) FROM clapper.attempts")
                    == "vid_j vid_j~2")
            _ = try await store.fail(id, code: nil, message: "not what was asked")
            #expect(try await store.retry(id, after: 2) == .retried)
            #expect(try await store.claimAll().map(\.idempotencyKey) == ["\(id):3"])
        }
    }

    @Test("a read of an earlier attempt's video adds nothing to the result of the newer one that ended the job")
    func resultOfOneVideo() async throws {
        try await withStore { store in
            let id = try await end(store, .failed)
            #expect(try await store.retry(id, after: 1) == .retried)
            try await store.renderAll()
            try await store.hear(.succeeded, "j~2", video: "vid_j~2")
            var read = Verdict.told(.succeeded, nil, video: "vid_j", from: .poll, job: id)
            read.result = #"{"video_url":"https://files.example.com/earlier.mp4"}"#
            #expect(try await store.apply([read])[0].get().disposition == .duplicate)
            #expect(try await store.job(id).videoID == "vid_j~2")
            #expect(try await store.job(id).result?.text.contains("earlier") == false)
        }
    }

    private func waitsForALock(_ store: JobStore) async throws {
        try await eventually("the other session waits for a lock") {
            try await store.scalar("SELECT count(*)::text FROM pg_locks WHERE NOT granted") != "0"
        }
    }

    @Test("a job that an earlier attempt's late success ended can be retried once that is taken back, under a new key")
    func retryAfterEarlierSuccess() async throws {
        try await withStore { store in
            let id = try await end(store, .failed)
            #expect(try await store.retry(id, after: 1) == .retried)
            try await store.renderAll()
            try await store.hear(.succeeded, nil, video: "vid_j", from: .poll, job: id)
            #expect(try await store.job(id).attempt == 2)
            // The newer attempt ends as well: what was paid for it stays on record.
            try await store.hear(.failed, "j~2", video: "vid_j~2")
            #expect(try await store.scalar("SELECT video_id FROM clapper.attempts WHERE attempt = 2") == "vid_j~2")
            #expect(try await store.fail(id, code: nil, message: "not what was asked").disposition == .applied)
            #expect(try await store.retry(id, after: 1) == .already)
            #expect(try await store.retry(id, after: 2) == .retried)
            #expect(try await store.claimAll().map(\.idempotencyKey) == ["\(id):3"])
        }
    }

    @Test("a read owed outlives an outage of hours, and when it is given up an event of the job says so")
    func owedReads() async throws {
        try await withStore { store in
            let id = try await end(store, .succeeded)
            #expect(try await store.hear(.failed, "j", video: "vid_j").disposition == .conflict)
            func due() async throws -> [DueRead] {
                _ = try await store.scalar("UPDATE clapper.owed_reads SET next_at = now()")
                return try await store.dueReads(
                    limit: 10, horizon: .zero, from: .distantPast,
                    schedules: [("video", ReadSchedule(timeScale: TimeScale(1)))])
            }
            for _ in 0..<60 { #expect(try await due().map(\.job) == [id]) }
            _ = try await store.scalar("UPDATE clapper.owed_reads SET tries = 150")
            #expect(try await due().isEmpty)
            #expect(try await store.events(of: id).last?.type == "read.given_up")
        }
    }
}
