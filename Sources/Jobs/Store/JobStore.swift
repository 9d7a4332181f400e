package import PostgreSQL
import SQL

/// The jobs in PostgreSQL. Every change goes through one function of `sql/functions`; this type only carries values.
///
/// Safe to share. Unless said otherwise a call is one round trip and one commit, and throws `PostgreSQLError` when the
/// database refused or was unreachable, and `CancellationError` when the task was cancelled: then the change may stand.
package struct JobStore: Sendable {
    package let pool: PostgreSQLPool
    /// The HeyGen account whose limits and holds apply.
    package let account: String

    package init(pool: PostgreSQLPool, account: String = "default") {
        self.pool = pool
        self.account = account
    }

    /// The job with this id.
    /// - Throws: ``JobStoreError/notFound(_:)``.
    package func job(_ id: JobID) async throws -> Job {
        guard let job = try await jobs([id]).first else { throw JobStoreError.notFound(id) }
        return job
    }

    /// The jobs with these ids, newest first; unknown ones are left out.
    package func jobs(_ ids: [JobID]) async throws -> [Job] {
        guard let lowest = ids.min(), let highest = ids.max() else { return [] }
        return try await pool.query(SQL.jobsRead, [ids.map(\.uuid), lowest.uuid, highest.uuid]).map(Job.init)
    }

    /// The job a callback id belongs to: read off a minted id, looked up for a caller's own.
    package func job(callbackID: CallbackID) async throws -> JobID? {
        if let minted = callbackID.job { return try await jobs([minted]).first?.id }
        let rows = try await pool.query(SQL.keysRead, [callbackID.text])
        return try rows.first.map { JobID(try $0.decode("job_id")) }
    }
}
