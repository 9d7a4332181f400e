import Foundation
import HeyGen
import Jobs
import PostgreSQL
import TestSupport
import Testing

@Suite("Batches of jobs", .migratedDatabase)
struct BatchTests {
    private func begin(_ store: JobStore, _ claims: [ClaimedJob]) async throws -> ClaimedBatch {
        let batch = ClaimedBatch(id: UUID(), kind: "video", body: Array("body".utf8))
        #expect(try await store.begin(batch, of: claims, by: JobStore.worker) == Set(claims.map(\.id)))
        return batch
    }

    private func jobs(_ store: JobStore, _ names: String...) async throws -> [JobID] {
        var ids: [JobID] = []
        for name in names { ids.append(try await store.enqueueOne(name)) }
        return ids
    }

    @Test("an accepted batch's jobs render, get their videos by item, and the batch leaves when all have one")
    func accepted() async throws {
        try await withStore { store in
            let ids = try await jobs(store, "a", "b", "c")
            let claims = try await store.claimAll()
            let batch = try await begin(store, claims)
            #expect(try await store.record(BatchAnswer(batch, .accepted(batchID: "hb"), wait: .zero)))
            #expect(try await store.job(ids[0]).state == .rendering)
            // A second answer, of a replay, changes nothing.
            #expect(try await !store.record(BatchAnswer(batch, .accepted(batchID: "other"), wait: .zero)))
            #expect(try await !store.record(BatchAnswer(batch, .unknown, wait: .zero)))
            let due = try #require(
                try await store.dueBatches(limit: 5, gap: .milliseconds(1), maxGap: .seconds(1)).first)
            #expect(due.batchID == "hb")
            #expect(due.jobs == claims.map(\.id))
            #expect(due.attempts == [1, 1, 1])
            #expect(due.waiting == Set(ids))
            // An event names one by its callback id before the batch was read.
            #expect(try await store.hear(.succeeded, "b", video: "vb").disposition == .applied)
            _ = try await store.record([
                SubmissionAnswer(made: "va", of: ids[0], attempt: 1, wait: .seconds(60)),
                SubmissionAnswer(made: "vb", of: ids[1], attempt: 1, wait: .seconds(60)),
            ])
            #expect(try await store.job(ids[0]).videoID == "va")
            #expect(try await store.job(ids[1]).state == .succeeded)
            var waiting: Set<JobID> = []
            try await eventually("the batch is due again") {
                waiting =
                    try await store.dueBatches(limit: 5, gap: .milliseconds(1), maxGap: .seconds(1)).first?.waiting
                    ?? []
                return !waiting.isEmpty
            }
            #expect(waiting == [ids[2]])
            _ = try await store.record([SubmissionAnswer(made: "vc", of: ids[2], attempt: 1, wait: .zero)])
            try await eventually("the batch leaves") {
                _ = try await store.dueBatches(limit: 5, gap: .milliseconds(1), maxGap: .seconds(1))
                return try await store.scalar("SELECT count(*)::text FROM clapper.batches") == "0"
            }
            #expect(try await store.hear(.succeeded, nil, video: "va").job == ids[0])
        }
    }

    @Test("a claim that was canceled meanwhile keeps the whole batch from being begun, and names the others")
    func begun() async throws {
        try await withStore { store in
            let ids = try await jobs(store, "a", "b")
            let claims = try await store.claimAll()
            _ = try await store.cancel(ids[0])
            let batch = ClaimedBatch(id: UUID(), kind: "video", body: [1])
            #expect(try await store.begin(batch, of: claims, by: JobStore.worker) == [ids[1]])
            #expect(try await store.scalar("SELECT count(*)::text FROM clapper.batches") == "0")
            #expect(try await store.scalar("SELECT count(first_sent_at)::text FROM clapper.open_jobs") == "0")
        }
    }

    @Test("a batch of unknown fate is replayed as a whole, its jobs never singly, and no later refusal frees them")
    func unknown() async throws {
        try await withStore { store in
            let ids = try await jobs(store, "a", "b")
            let batch = try await begin(store, try await store.claimAll())
            #expect(try await store.record(BatchAnswer(batch, .unknown, wait: .zero, note: "no clear answer")))
            #expect(try await store.job(ids[0]).state == .unknown)
            let window = Duration.seconds(3600)
            let single = try await store.claimReplays(
                limit: 10, by: JobStore.worker, lease: .seconds(60), window: window)
            #expect(single.isEmpty)
            let replay = try #require(
                try await store.claimBatches(limit: 10, by: JobStore.worker, lease: .seconds(60), window: window).first)
            #expect(replay.idempotencyKey == batch.idempotencyKey)
            #expect(replay.body == batch.body)
            #expect(replay.epoch == 2)
            // The first send's late answer is fenced, unless it names what was bought.
            #expect(try await !store.record(BatchAnswer(batch, .refused, wait: .zero)))
            #expect(try await store.record(BatchAnswer(replay, .refused, wait: .zero, note: "refused")))
            #expect(try await store.job(ids[1]).state == .unknown)
            #expect(try await store.record(BatchAnswer(batch, .accepted(batchID: "hb"), wait: .zero)))
            #expect(try await store.job(ids[1]).state == .rendering)
        }
    }

    @Test("a refused batch sends its jobs back to be asked for singly; one not sent may be batched again")
    func refused() async throws {
        try await withStore { store in
            let ids = try await jobs(store, "a", "b")
            let batch = try await begin(store, try await store.claimAll())
            _ = try await store.cancel(ids[1])
            #expect(try await store.record(BatchAnswer(batch, .notSent, wait: .zero, note: "not sent")))
            #expect(try await store.scalar("SELECT count(*)::text FROM clapper.open_jobs") == "1")
            let again = try await store.claimAll()
            #expect(again.map(\.isSolo) == [false])
            let second = try await begin(store, again)
            #expect(try await store.record(BatchAnswer(second, .refused, wait: .zero, note: "refused")))
            #expect(try await store.claimAll().map(\.isSolo) == [true])
            #expect(try await store.scalar("SELECT count(*)::text FROM clapper.batches") == "0")
        }
    }

    @Test("the claim of a submitter that is gone leaves its batch unknown; past the window its jobs stand alone")
    func lapsed() async throws {
        try await withStore { store in
            let ids = try await jobs(store, "a", "b")
            _ = try await begin(store, try await store.claimAll())
            _ = try await store.releaseClaims(of: JobStore.worker)
            #expect(try await store.job(ids[0]).state == .unknown)
            #expect(try await store.scalar("SELECT phase FROM clapper.batches") == "unknown")
            #expect(try await store.dissolveBatches(window: .seconds(3600)).isEmpty)
            #expect(Set(try await store.dissolveBatches(window: .zero)) == Set(ids))
            #expect(Set(try await store.unsettled(window: .zero, limit: 10).map(\.job)) == Set(ids))
            let replays = try await store.claimReplays(
                limit: 10, by: JobStore.worker, lease: .seconds(60), window: .zero)
            #expect(replays.isEmpty)
        }
    }

    @Test("a job that an operator fails while its batch is of unknown fate keeps its slot, and is not bought again yet")
    func failedByOperator() async throws {
        try await withStore { store in
            let ids = try await jobs(store, "a", "b")
            let batch = try await begin(store, try await store.claimAll())
            _ = try await store.record(BatchAnswer(batch, .unknown, wait: .zero))
            #expect(try await store.hear(.failed, "a", from: .operator, job: ids[0]).disposition == .applied)
            #expect(try await store.job(ids[0]).state == .failed)
            #expect(try await store.scalar("SELECT count(*)::text FROM clapper.open_jobs WHERE ended") == "1")
            #expect(try await store.retry(ids[0], after: 1) == .rendering)
            _ = try await store.record(BatchAnswer(batch, .accepted(batchID: "hb"), wait: .zero))
            _ = try await store.record([SubmissionAnswer(made: "va", of: ids[0], attempt: 1, wait: .zero)])
            #expect(try await store.hear(.failed, nil, video: "va").disposition == .late)
            #expect(try await store.scalar("SELECT count(*)::text FROM clapper.open_jobs") == "1")
            #expect(try await store.retry(ids[0], after: 1) == .retried)
        }
    }

    @Test("a wrong video attached to a job of a batch is taken back to its batch, and it is never asked for singly")
    func attachedWrongly() async throws {
        try await withStore { store in
            let ids = try await jobs(store, "a", "b")
            let batch = try await begin(store, try await store.claimAll())
            _ = try await store.record(BatchAnswer(batch, .unknown, wait: .zero))
            func singly() async throws -> [JobID] {
                try await store.claimReplays(
                    limit: 10, by: JobStore.worker, lease: .seconds(60), window: .seconds(3600)
                ).map(\.id)
            }
            // While the fate of the batch is unknown.
            #expect(try await store.attach(ids[0], videoID: "typo") == .attached)
            #expect(try await store.detach(ids[0], videoID: "typo"))
            #expect(try await store.job(ids[0]).state == .unknown)
            #expect(try await singly().isEmpty)
            _ = try await store.record(BatchAnswer(batch, .accepted(batchID: "hb"), wait: .seconds(600)))
            #expect(try await store.job(ids[0]).state == .rendering)
            // Accepted, and its videos are not known yet.
            #expect(try await store.attach(ids[0], videoID: "typo") == .attached)
            #expect(try await store.detach(ids[0], videoID: "typo"))
            #expect(try await store.job(ids[0]).state == .rendering)
            #expect(try await singly().isEmpty)
            // Its batch is read at once, and says which video it is.
            let due = try await store.dueBatches(limit: 5, gap: .seconds(1), maxGap: .seconds(1))
            #expect(due.map(\.waiting) == [Set(ids)])
            _ = try await store.record([SubmissionAnswer(made: "va", of: ids[0], attempt: 1, wait: .zero)])
            #expect(try await store.job(ids[0]).videoID == "va")
        }
    }

    @Test("a batch and its jobs were first sent at one time, so that none of them outlives the batch's window alone")
    func oneTime() async throws {
        try await withStore { store in
            _ = try await jobs(store, "a", "b")
            _ = try await begin(store, try await store.claimAll())
            #expect(
                try await store.scalar(
                    """
                    SELECT count(*)::text FROM clapper.open_jobs o JOIN clapper.batches b ON b.id = o.batch
                    WHERE o.first_sent_at = b.first_sent_at
                    """) == "2")
        }
    }

    @Test("that a batch has finished makes it be read, and another program's batch is none of ours")
    func finished() async throws {
        try await withStore { store in
            _ = try await jobs(store, "a", "b")
            let batch = try await begin(store, try await store.claimAll())
            _ = try await store.record(BatchAnswer(batch, .accepted(batchID: "hb"), wait: .seconds(600)))
            #expect(try await store.dueBatches(limit: 5, gap: .seconds(1), maxGap: .seconds(1)).isEmpty)
            func tell(_ id: String) async throws -> Disposition {
                let body = #"{"event_type":"batch.finished","event_data":{"batch_id":"\#(id)","status":"completed"}}"#
                return try await store.apply([Verdict(event: Array(body.utf8), from: .webhook)])[0].get().disposition
            }
            #expect(try await tell("other") == .ignored)
            #expect(try await tell("hb") == .hint)
            #expect(try await store.dueBatches(limit: 5, gap: .seconds(1), maxGap: .seconds(1)).count == 1)
        }
    }
}
