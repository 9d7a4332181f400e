import Foundation
import PostgreSQL

/// What recording a send changed.
package struct SubmissionRecord: Sendable, Hashable {
    package let job: JobID
    /// `false` when a newer claim or an outcome came first.
    package let recorded: Bool
    package let from: String?
    package let state: String?

    init(job: JobID, recorded: Bool, from: String?, state: String?) {
        self.job = job
        self.recorded = recorded
        self.from = from
        self.state = state
    }

    init(_ row: PostgreSQLRow) throws {
        self.job = JobID(try row.decode("id"))
        self.recorded = try row.decode("recorded")
        self.from = try row.decode("from_state")
        self.state = try row.decode("state")
    }
}
