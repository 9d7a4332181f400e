package import Foundation
import PostgreSQL

/// A batch to be read now; its next read is scheduled already.
package struct DueBatch: Sendable, Identifiable {
    package let id: UUID
    /// HeyGen's id of it.
    package let batchID: String
    package let kind: String
    /// The jobs and their paid attempts, by HeyGen's `item_index`.
    package let jobs: [JobID]
    package let attempts: [Int]
    /// Those whose render is not known yet.
    package let waiting: Set<JobID>
    /// How often it was read, this one included.
    package let reads: Int

    init(_ row: PostgreSQLRow) throws {
        self.id = try row.decode("id")
        self.batchID = try row.decode("batch_id")
        self.kind = try row.decode("kind")
        self.jobs = try row.decode("job_ids", as: [UUID].self).map(JobID.init)
        self.attempts = try row.decode("attempts", as: [Int16].self).map(Int.init)
        self.waiting = Set(try row.decode("waiting", as: [UUID].self).map(JobID.init))
        self.reads = Int(try row.decode("reads", as: Int32.self))
    }
}
