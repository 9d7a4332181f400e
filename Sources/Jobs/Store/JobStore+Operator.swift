import Foundation
import PostgreSQL
import SQL

extension JobStore {
    /// Cancels a job; see `cancel_job.sql` for what that means in each phase.
    package func cancel(_ job: JobID) async throws -> CancelResult {
        try await verb(SQL.jobCancel, [job.uuid])
    }

    /// Begins the next paid attempt after the one named. Asking twice buys once.
    package func retry(_ job: JobID, after attempt: Int) async throws -> RetryResult {
        try await verb(SQL.jobRetry, [job.uuid, Int16(clamping: attempt)])
    }

    /// Attaches a video to a job's current attempt; it is read at once and the read decides.
    package func attach(_ job: JobID, videoID: String, from source: VerdictSource = .operator) async throws
        -> AttachResult
    {
        try await verb(SQL.jobAttach, [job.uuid, videoID, source.rawValue])
    }

    /// Takes back a video that was attached by an operator's word alone and that HeyGen does not know.
    /// - Returns: whether it was; the attempt is then of unknown fate again, or waits for its batch.
    package func detach(_ job: JobID, videoID: String) async throws -> Bool {
        try await pool.query(SQL.jobDetach, [job.uuid, videoID]).first?.decode("detached") ?? false
    }

    /// Ends a job as failed by an operator's word.
    package func fail(_ job: JobID, code: String?, message: String) async throws -> Settlement {
        var verdict = Verdict(.failed, from: .operator)
        verdict.job = job
        verdict.type = "job.failed"
        verdict.failureCode = code ?? "failed_by_operator"
        verdict.failureMessage = message
        guard let result = try await apply([verdict]).first else { throw JobStoreError.notFound(job) }
        return try result.get()
    }

    /// Where a job stands and what it waits for.
    /// - Throws: ``JobStoreError/notFound(_:)``.
    package func standing(of job: JobID) async throws -> JobStanding {
        guard let row = try await pool.query(SQL.jobExplain, [job.uuid]).first else {
            throw JobStoreError.notFound(job)
        }
        return try JobStanding(row)
    }

    private func verb<Answer: RawRepresentable>(
        _ statement: Statement, _ parameters: [(any PostgreSQLEncodable)?]
    ) async throws -> Answer where Answer.RawValue == String {
        let text: String = try await pool.query(statement, parameters).first?.decode("result") ?? ""
        guard let answer = Answer(rawValue: text) else { throw JobStoreError.unreadable("\(statement.name): \(text)") }
        return answer
    }
}
