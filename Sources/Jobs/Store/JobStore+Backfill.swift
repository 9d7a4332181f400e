import PostgreSQL
import SQL

extension JobStore {
    /// Whether, and since when, nobody listened. Writes and locks nothing.
    package func downtime(newest: Int = 2000) async throws -> Downtime {
        guard let row = try await pool.query(SQL.downtimeRead, [account, newest]).first else {
            return Downtime(inFlightSince: nil, heardAt: nil, waitingSince: nil)
        }
        return Downtime(
            inFlightSince: try row.decode("in_flight_since"), heardAt: try row.decode("heard_at"),
            waitingSince: try row.decode("waiting_since"))
    }

    /// Takes the walk over delivered events for this process; `false` when one began within `gap` of real time, or the
    /// credential has failed.
    package func beginBackfill(gap: Duration) async throws -> Bool {
        try await pool.query(SQL.backfillBegin, [account, gap.milliseconds]).first?.decode("begun") ?? false
    }
}
