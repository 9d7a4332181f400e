import Foundation
import PostgreSQL

/// What became of one verdict of a batch.
package struct Settlement: Sendable, Hashable {
    /// The place of the verdict in its batch, from 0.
    package let index: Int
    package let disposition: Disposition
    package let job: JobID?
    package let from: String?
    package let state: String?
    package let revision: Int?
    package let resolvedBy: String?

    /// Whether the job got an outcome, or another one, by this.
    package var endedJob: Bool {
        disposition == .applied && (state.flatMap(JobState.init)?.isEnded ?? false)
    }

    init(_ row: PostgreSQLRow) throws {
        self.index = Int(try row.decode("ord", as: Int32.self)) - 1
        let disposition: String = try row.decode("disposition")
        guard let known = Disposition(rawValue: disposition) else {
            throw JobStoreError.unreadable("disposition \(disposition)")
        }
        self.disposition = known
        self.job = try row.decode("job_id", as: UUID?.self).map(JobID.init)
        self.from = try row.decode("from_state")
        self.state = try row.decode("state")
        self.revision = try row.decode("revision", as: Int32?.self).map(Int.init)
        self.resolvedBy = try row.decode("resolved_by")
    }
}
