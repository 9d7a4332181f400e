import Foundation
import Jobs
import PostgreSQL
import TestSupport
import Testing

@Suite("Claims", .migratedDatabase)
struct ClaimTests {
    @Test("three submitters at once claim ten of thirty jobs, each once")
    func slotsAreShared() async throws {
        try await withStore(size: 3) { store in
            for _ in 0..<30 { _ = try await store.enqueueOne() }
            let claimed = try await withThrowingTaskGroup(of: [ClaimedJob].self) { group in
                for _ in 0..<3 { group.addTask { try await store.claimAll(worker: UUID()) } }
                return try await group.reduce(into: []) { $0 += $1 }
            }
            #expect(claimed.count == 10)
            #expect(Set(claimed.map(\.id)).count == 10)
        }
    }

    @Test("higher priority goes first, then the lane with the fewest in flight, then the oldest")
    func order() async throws {
        try await withStore { store in
            for n in 0..<12 { _ = try await store.enqueueOne("bulk-\(n)", lane: "bulk") }
            for n in 0..<3 { _ = try await store.enqueueOne("small-\(n)", lane: "small") }
            _ = try await store.enqueueOne("urgent", lane: "bulk", priority: 9)
            let first = try await store.claimAll(limit: 5)
            #expect(first.map(\.callbackID.text).contains("urgent"))
            #expect(first.filter { $0.lane == "small" }.count == 2)
            let second = try await store.claimAll(limit: 5)
            #expect(second.filter { $0.lane == "small" }.count == 1)
            #expect(second.map(\.callbackID.text).contains("bulk-2"))
        }
    }

    @Test("submitting, rendering, unknown and canceled-while-rendering jobs hold their slots")
    func slotsHeld() async throws {
        try await withStore { store in
            try await store.configure(maxRenders: 3, raiseEvery: .seconds(30))
            for n in 0..<4 { _ = try await store.enqueueOne("j\(n)") }
            let claims = try await store.claimAll()
            #expect(claims.count == 3)
            _ = try await store.begin(claims.map { ($0, [1]) })
            _ = try await store.record([
                SubmissionAnswer(claims[0], .accepted(videoID: "v0"), wait: .seconds(60)),
                SubmissionAnswer(claims[1], .unknown, wait: .seconds(60)),
            ])
            #expect(try await store.cancel(claims[0].id) == .canceled)
            #expect(try await store.claimAll().isEmpty)
            #expect(try await store.hear(.failed, "j0", video: "v0").disposition == .late)
            #expect(try await store.claimAll().map(\.callbackID.text) == ["j3"])
        }
    }

    @Test("a 429 lowers the limit to what renders, and the hold passes")
    func throttled() async throws {
        try await withStore { store in
            for n in 0..<4 { _ = try await store.enqueueOne("j\(n)") }
            _ = try await store.claimAll(limit: 2)
            #expect(try await store.throttle(for: .seconds(3600), reason: "429", lowering: true))
            #expect(try await !store.throttle(for: .seconds(3600), reason: "429", lowering: true))
            #expect(try await store.claimAll().isEmpty)
            #expect(try await store.accountStatus().renderLimit == 1)
        }
    }

    @Test("a refused credential stops claims and reads, alerts once, and its return lets them go on")
    func credential() async throws {
        try await withStore { store in
            _ = try await store.enqueueOne("j")
            #expect(try await store.failCredential(reason: "401"))
            #expect(try await !store.failCredential(reason: "401"))
            #expect(try await store.claimAll().isEmpty)
            #expect(try await store.restoreCredential())
            #expect(try await store.claimAll().count == 1)
        }
    }

    @Test("a lapsed claim returns to the queue when it was not sent, and is unknown when it may have been")
    func lapsed() async throws {
        try await withStore { store in
            _ = try await store.enqueueOne("unsent")
            _ = try await store.enqueueOne("sent")
            let worker = UUID()
            let claims = try await store.claim(limit: 2, by: worker, lease: .zero, in: try await store.queue())
            let sent = try #require(claims.first { $0.callbackID.text == "sent" })
            _ = try await store.begin([(sent, [1])])
            let released = try await store.releaseClaims()
            #expect(Set(released.map(\.state)) == ["queued", "unknown"])
            #expect(try await store.job(sent.id).state == .unknown)
            // The fence: what the slept-through worker records now is refused.
            let late = try await store.record([SubmissionAnswer(sent, .notSent, wait: .zero)])
            #expect(late.first?.recorded == false)
            let replays = try await store.claimReplays(
                limit: 10, by: UUID(), lease: .seconds(60), window: .seconds(3600))
            #expect(replays.map(\.idempotencyKey) == ["\(sent.id):1"])
        }
    }

    @Test("once a send was ambiguous no later refusal or throttle changes that; an acceptance does")
    func unknownIsSticky() async throws {
        try await withStore { store in
            let id = try await store.enqueueOne("j")
            let claim = try await store.claimAll()[0]
            _ = try await store.begin([(claim, [1])])
            _ = try await store.record([SubmissionAnswer(claim, .unknown, wait: .zero)])
            for kind in [
                SubmissionAnswer.Kind.refused(code: "invalid_parameter", message: "no"), .throttled, .notSent, .unknown,
            ] {
                let replay = try #require(
                    try await store.claimReplays(limit: 1, by: UUID(), lease: .seconds(60), window: .seconds(3600))
                        .first)
                _ = try await store.record([SubmissionAnswer(replay, kind, wait: .zero)])
                #expect(try await store.job(id).state == .unknown)
            }
            let replay = try await store.claimReplays(
                limit: 1, by: UUID(), lease: .seconds(60), window: .seconds(3600))[0]
            _ = try await store.record([SubmissionAnswer(replay, .accepted(videoID: "v"), wait: .zero)])
            #expect(try await store.job(id).state == .rendering)
        }
    }

    @Test("after the key window nothing is replayed; the job stands in the list of the unsettled")
    func windowOver() async throws {
        try await withStore { store in
            let id = try await store.enqueueOne("j")
            let claim = try await store.claimAll()[0]
            _ = try await store.begin([(claim, [1])])
            _ = try await store.record([SubmissionAnswer(claim, .unknown, wait: .zero)])
            #expect(
                try await store.claimReplays(limit: 1, by: UUID(), lease: .seconds(60), window: .zero).isEmpty)
            // The look wrote nothing: it comes with every poll for as long as the job stands there.
            #expect(try await store.scalar("SELECT count(*)::text FROM clapper.workers") == "1")
            #expect(try await store.unsettled(window: .zero, limit: 10).map(\.job) == [id])
        }
    }

    @Test("bytes that differ from the first send are never sent")
    func otherBytes() async throws {
        try await withStore { store in
            let id = try await store.enqueueOne("j")
            let claim = try await store.claimAll()[0]
            #expect(try await store.begin([(claim, [1])]) == [id])
            #expect(try await store.begin([(claim, [2])]).isEmpty)
            #expect(try await store.job(id).state == .unknown)
        }
    }

    @Test("a job canceled while it is sent gives up its slot when HeyGen refuses it")
    func refusedAfterCancel() async throws {
        try await withStore { store in
            let id = try await store.enqueueOne("j")
            let claim = try await store.claimAll()[0]
            _ = try await store.begin([(claim, [1])])
            #expect(try await store.cancel(id) == .canceled)
            let refusal = SubmissionAnswer(claim, .refused(code: "invalid_parameter", message: "no"), wait: .zero)
            #expect(try await store.record([refusal]).map(\.state) == ["canceled"])
            #expect(try await store.job(id).state == .canceled)
            #expect(try await store.scalar("SELECT count(*)::text FROM clapper.open_jobs") == "0")
        }
    }

    @Test("a submitter that looks while every slot is taken counts as awake, so enqueues need no NOTIFY")
    func awakeWithoutSlots() async throws {
        try await withStore { store in
            try await store.configure(maxRenders: 1, raiseEvery: .seconds(30))
            _ = try await store.enqueueOne("a")
            try await store.renderAll()
            #expect(try await store.markAsleep())
            _ = try await store.enqueueOne("b")
            #expect(try await store.claimAll().isEmpty)
            #expect(try await store.scalar("SELECT submitters_asleep::text FROM clapper.accounts") == "false")
        }
    }

    @Test("an answer the database cannot take keeps none of its neighbours from being recorded")
    func poison() async throws {
        try await withStore { store in
            for _ in 0..<9 { _ = try await store.enqueueOne() }
            let claims = try await store.claimAll()
            _ = try await store.begin(claims.map { ($0, [1]) })
            try await store.pool.withConnection { connection in
                try await connection.execute(
                    script: "ALTER TABLE clapper.open_jobs ADD CONSTRAINT test CHECK (video_id <> 'v4')")
            }
            let answers = claims.indices.map { index in
                SubmissionAnswer(claims[index], .accepted(videoID: "v\(index)"), wait: .seconds(60))
            }
            await #expect(throws: PostgreSQLError.self) { try await store.record(answers) }
            let results = try await store.recordEach(answers[...])
            for (index, result) in results.enumerated() where index != 4 {
                #expect(try result.get()?.state == "rendering")
            }
            #expect(throws: PostgreSQLError.self) { try results[4].get() }
        }
    }
}
