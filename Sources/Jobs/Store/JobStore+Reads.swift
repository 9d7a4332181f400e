package import Foundation
import PostgreSQL
import SQL

extension JobStore {
    /// How many reads are due, counted up to `limit`. Writes and locks nothing. `from`: no due time lies before it.
    package func waitingReads(limit: Int, from: Date) async throws -> WaitingReads {
        let rows = try await pool.query(SQL.readsWaiting, [account, limit, from])
        guard let row = rows.first else { return WaitingReads(count: 0, oldest: nil, hasHint: false) }
        return WaitingReads(
            count: try row.decode("due"), oldest: try row.decode("oldest_at"), hasHint: try row.decode("hinted"))
    }

    /// Takes reads that are due, or will be within `horizon` if any is due, and schedules each one's next.
    package func dueReads(limit: Int, horizon: Duration, from: Date, schedule: ReadSchedule) async throws -> [DueRead] {
        try await pool.query(
            SQL.readsDue,
            [
                account, Int32(limit), horizon.milliseconds, from, max(1, schedule.baseGap.milliseconds),
                max(1, schedule.maxGap.milliseconds),
            ]
        ).map(DueRead.init)
    }

    /// Moves the next read of jobs in flight nearer.
    package func postponeReads(_ waits: [(job: JobID, wait: Duration)]) async throws {
        guard !waits.isEmpty else { return }
        _ = try await pool.query(SQL.readsPostpone, [waits.map(\.job.uuid), waits.map(\.wait.milliseconds)])
    }

    /// Applies the hard limit: renders HeyGen never finished end as failed, by deadline.
    package func expire(hardLimit: Duration, limit: Int) async throws -> [(job: JobID, state: String)] {
        try await pool.query(SQL.jobsExpire, [account, hardLimit.milliseconds, Int32(limit)]).map { row in
            (JobID(try row.decode("id")), try row.decode("state"))
        }
    }

    /// What the newest `newest` outcomes of a kind teach about render times and lost events.
    package func renderTimes(kind: String, newest: Int = 500) async throws -> RenderTimes {
        let rows = try await pool.query(SQL.renderTimesRead, [kind, newest])
        guard let row = rows.first else {
            return RenderTimes(observed: 0, median: nil, late: nil, told: 0, polled: 0)
        }
        return RenderTimes(
            observed: try row.decode("observed"),
            median: try row.decode("median_ms", as: Double?.self).map { .milliseconds($0) },
            late: try row.decode("late_ms", as: Double?.self).map { .milliseconds($0) },
            told: try row.decode("told"), polled: try row.decode("polled"))
    }
}
