import Foundation
import HeyGen
import PostgreSQL
import SQL

extension JobStore {
    /// Records requests for jobs; the results are in their order.
    ///
    /// Waits while another transaction that has not ended holds one of the callback ids.
    /// - Parameter timeout: the longest it may take; the pool's usual limit when nil.
    package func enqueue(_ requests: [JobRequest], timeout: Duration? = nil) async throws -> [EnqueueResult] {
        guard !requests.isEmpty else { return [] }
        let rows = try await pool.query(
            SQL.jobsInsert,
            [
                requests.map(\.kind.name),
                requests.map { Bytes($0.request) },
                requests.map { $0.callbackID?.text },
                requests.map(\.metadata),
                requests.map(\.lane),
                requests.map { Int16($0.priority) },
                requests.map(\.notifyURL),
                requests.map { Int16($0.maxAttempts) },
                requests.map(\.traceparent),
                requests.map { $0.callbackMode?.rawValue },
            ], timeout: timeout)
        return try rows.map { row in
            let id = JobID(try row.decode("job_id"))
            switch try row.decode("status", as: String.self) {
            case "created": return .created(id)
            case "existing": return .existing(id)
            case "conflict": return .conflict(id)
            case let other: throw JobStoreError.unreadable("enqueue status \(other)")
            }
        }
    }

    /// Wakes submitters of other processes after an enqueue committed; never call it inside that transaction.
    package func wakeSubmitters() async throws {
        _ = try await pool.query(SQL.wakeSubmitters)
    }

    /// Wakes notifiers and waiters of other processes after verdicts committed.
    package func wakeWaiters() async throws {
        _ = try await pool.query(SQL.wakeWaiters)
    }
}
