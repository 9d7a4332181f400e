package import Foundation
package import HeyGen
import PostgreSQL
import SQL

extension JobStore {
    /// The largest page.
    package static let pageLimit = 200

    /// Jobs, newest first: `limit` (1...200) of those before `before`, in one state or kind if given. Two round trips.
    package func list(state: JobState?, kind: RenderKind?, before: JobID?, limit: Int) async throws -> [Job] {
        let bound =
            before?.uuid ?? UUID(uuid: (255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255))
        let rows: PostgreSQLResult
        switch (state, kind) {
        case (nil, nil): rows = try await pool.query(SQL.jobsList, [bound, limit])
        case (nil, let kind?): rows = try await pool.query(SQL.jobsListByKind, [bound, limit, kind.name])
        case (let state?, nil) where state.isEnded:
            rows = try await pool.query(SQL.outcomesList, [bound, limit, state.rawValue])
        case (let state?, let kind?) where state.isEnded:
            rows = try await pool.query(SQL.outcomesListByKind, [bound, limit, state.rawValue, kind.name])
        case (let state?, let kind):
            rows = try await pool.query(SQL.openJobsList, [bound, limit, state.rawValue, kind?.name])
        }
        return try await jobs(rows.map { JobID(try $0.decode("id")) })
    }

    /// Which of these jobs have an outcome by now.
    package func ended(among ids: [JobID]) async throws -> Set<JobID> {
        guard let lowest = ids.min(), let highest = ids.max() else { return [] }
        let rows = try await pool.query(SQL.outcomesEnded, [ids.map(\.uuid), lowest.uuid, highest.uuid])
        return Set(try rows.map { JobID(try $0.decode("id")) })
    }

    /// What was heard about a job, oldest first.
    package func events(of job: JobID, limit: Int = 1000) async throws -> [JobEvent] {
        try await pool.query(SQL.eventsListOfJob, [job.uuid, job.earliestEvent, limit]).map(JobEvent.init)
    }

    /// What was heard, newest first.
    package func events(before: UUID?, limit: Int) async throws -> [JobEvent] {
        let bound =
            before ?? UUID(uuid: (255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255))
        return try await pool.query(SQL.eventsList, [bound, limit]).map(JobEvent.init)
    }

    /// One event; `nil` if there is none with this id.
    package func event(_ id: UUID) async throws -> JobEvent? {
        try await pool.query(SQL.eventRead, [id]).first.map(JobEvent.init)
    }

    /// Events whose job is not known (yet), newest first: at most `limit`.
    package func unmatched(limit: Int) async throws -> [UnmatchedEvent] {
        try await pool.query(SQL.unmatchedList, [limit]).map(UnmatchedEvent.init)
    }
}

extension JobID {
    /// The smallest event id of the millisecond in which the job was enqueued: events of a job are never older.
    var earliestEvent: UUID {
        let b = uuid.uuid
        return UUID(uuid: (b.0, b.1, b.2, b.3, b.4, b.5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0))
    }
}
