package import Foundation
import PostgreSQL
import SQL

extension JobStore {
    /// The claim's full look at the queue. Writes and locks nothing.
    package func queue() async throws -> QueueView {
        let rows = try await pool.query(SQL.queueRead, [account])
        return QueueView(
            groups: try rows.map { row in
                QueueView.Group(
                    priority: Int(try row.decode("priority", as: Int16.self)), lane: try row.decode("lane"),
                    seq: try row.decode("seq"))
            },
            slotSeq: try rows.first?.decode("slot_seq") ?? 0)
    }

    /// Claims up to `limit` (1...1,000) queued jobs for which a render slot is free: higher priority first, then the lane
    /// with the fewest in flight, then the oldest.
    ///
    /// Claims of one account wait for each other, so slots are never overdrawn. If cancelled, claims may stand; they lapse
    /// with the worker's lease.
    package func claim(limit: Int, by worker: UUID, lease: Duration, in queue: QueueView) async throws -> [ClaimedJob] {
        guard !queue.groups.isEmpty else { return [] }
        return try await pool.query(
            SQL.jobsClaim,
            [
                account, worker, Int32(limit), lease.milliseconds, queue.slotSeq,
                queue.groups.map { Int16($0.priority) }, queue.groups.map(\.lane), queue.groups.map(\.seq),
            ]
        ).map(ClaimedJob.init)
    }

    /// Claims due attempts of unknown fate, first sent less than `window` ago, for a replay with the same key.
    package func claimReplays(limit: Int, by worker: UUID, lease: Duration, window: Duration) async throws
        -> [ClaimedJob]
    {
        try await pool.query(
            SQL.replaysClaim, [account, worker, Int32(limit), lease.milliseconds, window.milliseconds]
        ).map(ClaimedJob.init)
    }

    /// Commits that these claims are about to be sent, with the SHA-256 of the bytes; returns those that may be sent.
    package func begin(_ sends: [(claim: ClaimedJob, hash: [UInt8])]) async throws -> Set<JobID> {
        guard !sends.isEmpty else { return [] }
        let rows = try await pool.query(
            SQL.attemptsBegin,
            [sends.map(\.claim.id.uuid), sends.map { Int32($0.claim.epoch) }, sends.map { Bytes($0.hash) }])
        return Set(try rows.map { JobID(try $0.decode("id")) })
    }

    /// Records what became of sends.
    package func record(_ answers: [SubmissionAnswer]) async throws -> [SubmissionRecord] {
        guard !answers.isEmpty else { return [] }
        var names: [String] = []
        var videoIDs: [String?] = []
        var codes: [String?] = []
        var messages: [String?] = []
        for answer in answers {
            var videoID: String?
            var failure: (code: String?, message: String?) = (nil, nil)
            switch answer.kind {
            case .accepted(let id):
                names.append("accepted")
                videoID = id
            case .refused(let code, let message):
                names.append("refused")
                failure = (code, message)
            case .notSent: names.append("not_sent")
            case .throttled: names.append("throttled")
            case .unknown: names.append("unknown")
            }
            videoIDs.append(videoID)
            codes.append(failure.code)
            messages.append(failure.message)
        }
        return try await pool.query(
            SQL.submissionsRecord,
            [
                answers.map(\.job.uuid), answers.map { Int32($0.epoch) }, answers.map { Int16($0.attempt) }, names,
                videoIDs, answers.map(\.wait.milliseconds), answers.map(\.note), codes, messages,
            ]
        ).map(SubmissionRecord.init)
    }

    /// Records what became of sends: one commit; where the database refuses it for other reasons than its own trouble, the
    /// halves of it, until the one answer that it cannot take stands alone. The results are in the answers' order; nil
    /// where nothing was left to record.
    package func recordEach(
        _ answers: ArraySlice<SubmissionAnswer>
    ) async throws -> [Result<SubmissionRecord?, any Error>] {
        do {
            let records = try await record(Array(answers))
            let byJob = Dictionary(records.map { ($0.job, $0) }, uniquingKeysWith: { first, _ in first })
            return answers.map { .success(byJob[$0.job]) }
        } catch let error as PostgreSQLError {
            guard let state = error.serverError?.state, !error.isRetryable, state != .queryCanceled else { throw error }
            if answers.count == 1 { return [.failure(error)] }
            let middle = answers.startIndex + answers.count / 2
            return try await recordEach(answers[..<middle]) + recordEach(answers[middle...])
        }
    }

    /// Takes back the claims of lapsed workers, or of one that leaves: to the queue what was certainly not sent, to
    /// unknown what may have been.
    package func releaseClaims(of worker: UUID? = nil) async throws -> [SubmissionRecord] {
        try await pool.query(SQL.claimsRelease, [worker]).map { row in
            SubmissionRecord(
                job: JobID(try row.decode("id")), recorded: true, from: try row.decode("from_state"),
                state: try row.decode("state"))
        }
    }

    /// Renews a worker's hold on its claims; `false` when it had lapsed.
    package func renew(_ worker: UUID, lease: Duration) async throws -> Bool {
        let rows = try await pool.query(SQL.workerRenew, [worker, lease.milliseconds])
        return try rows.first?.decode("renewed") ?? false
    }

    /// Removes the row of a worker that holds no claim.
    package func leave(_ worker: UUID) async throws {
        _ = try await pool.query(SQL.workerLeave, [worker])
    }

    /// Tells enqueuers in SQL that a submitter sleeps and wants to be woken.
    /// - Returns: whether it was not marked before: look once more then, for what was enqueued meanwhile.
    @discardableResult
    package func markAsleep() async throws -> Bool {
        try await pool.query(SQL.submitterSleep, [account]).first?.decode("marked") ?? false
    }

    /// Attempts of unknown fate that are due and were first sent longer than `window` ago: to be searched by title.
    package func unsettled(window: Duration, limit: Int) async throws -> [UnsettledAttempt] {
        try await pool.query(SQL.jobsUnsettled, [account, window.milliseconds, limit]).map(UnsettledAttempt.init)
    }
}
