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
    /// - Parameter schedules: by kind. A kind that is not among them, of a row somebody else wrote, goes by the first.
    package func dueReads(
        limit: Int, horizon: Duration, from: Date, schedules: [(kind: String, schedule: ReadSchedule)]
    ) async throws -> [DueRead] {
        precondition(!schedules.isEmpty, "a read needs a schedule")
        return try await pool.query(
            SQL.readsDue,
            [
                account, Int32(limit), horizon.milliseconds, from, schedules.map(\.kind),
                schedules.map { max(1, $0.schedule.baseGap.milliseconds) },
                schedules.map { max(1, $0.schedule.maxGap.milliseconds) },
            ]
        ).map(DueRead.init)
    }

    /// Moves the next read of jobs in flight nearer.
    package func postponeReads(_ waits: [(job: JobID, wait: Duration)]) async throws {
        guard !waits.isEmpty else { return }
        _ = try await pool.query(SQL.readsPostpone, [waits.map(\.job.uuid), waits.map(\.wait.milliseconds)])
    }

    /// Notes in words what reads came to while their jobs go on; nil takes a note back. Writes only what changes.
    /// - Returns: the jobs whose note is new.
    package func note(_ notes: [(job: JobID, note: String?)]) async throws -> Set<JobID> {
        guard !notes.isEmpty else { return [] }
        let rows = try await pool.query(SQL.readsNote, [notes.map(\.job.uuid), notes.map(\.note)])
        return Set(try rows.map { JobID(try $0.decode("id")) })
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
