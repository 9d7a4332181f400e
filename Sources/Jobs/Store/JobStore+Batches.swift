package import Foundation
import PostgreSQL
import SQL

extension JobStore {
    /// Commits that these claims are about to be sent as one batch, in this order.
    /// - Returns: those whose claim stands. If they are fewer than given, nothing was written.
    package func begin(_ batch: ClaimedBatch, of claims: [ClaimedJob], by worker: UUID) async throws -> Set<JobID> {
        let rows = try await pool.query(
            SQL.batchBegin,
            [
                batch.id, account, batch.kind, worker, Bytes(batch.body), claims.map(\.id.uuid),
                claims.map { Int32($0.epoch) }, claims.map { Int16($0.attempt) },
            ])
        return Set(try rows.map { JobID(try $0.decode("id")) })
    }

    /// Claims due batches of unknown fate, first sent less than `window` ago, for a replay with the same key.
    package func claimBatches(
        limit: Int, by worker: UUID, lease: Duration, window: Duration
    ) async throws -> [ClaimedBatch] {
        try await pool.query(
            SQL.batchesClaim, [account, worker, Int32(limit), lease.milliseconds, window.milliseconds]
        ).map(ClaimedBatch.init)
    }

    /// Records what became of a send of a batch; false when a newer claim or another answer came first.
    package func record(_ answer: BatchAnswer) async throws -> Bool {
        var batchID: String?
        let name: String
        switch answer.kind {
        case .accepted(let id):
            name = "accepted"
            batchID = id
        case .refused: name = "refused"
        case .notSent: name = "not_sent"
        case .throttled: name = "throttled"
        case .unknown: name = "unknown"
        }
        let rows = try await pool.query(
            SQL.batchRecord,
            [answer.batch, Int32(answer.epoch), name, batchID, answer.wait.milliseconds, answer.note])
        return try rows.first?.decode("recorded") ?? false
    }

    /// Takes accepted batches that are due to be read; each is due again after a gap that doubles up to `maxGap`.
    package func dueBatches(limit: Int, gap: Duration, maxGap: Duration) async throws -> [DueBatch] {
        try await pool.query(
            SQL.batchesDue, [account, Int32(limit), max(1, gap.milliseconds), max(1, maxGap.milliseconds)]
        ).map(DueBatch.init)
    }

    /// Ends batches of unknown fate, first sent longer than `window` ago; returns their jobs, which stand alone then.
    package func dissolveBatches(window: Duration) async throws -> [JobID] {
        try await pool.query(SQL.batchesDissolve, [account, window.milliseconds]).map { JobID(try $0.decode("id")) }
    }
}
