package import Foundation
import PostgreSQL

/// A completion to be told to a `notify_url`, taken for one try.
package struct OwedDelivery: Sendable, Identifiable {
    /// The message id: the same on every retry.
    package let id: UUID
    package let job: JobID
    package let state: JobState
    package let revision: Int
    package let url: String
    /// Scheme, host and port.
    package let origin: String
    /// Which try this is, from 1.
    package let tries: Int
    package let createdAt: Date

    init(_ row: PostgreSQLRow) throws {
        self.id = try row.decode("id")
        self.job = JobID(try row.decode("job_id"))
        let state: String = try row.decode("state")
        guard let known = JobState(rawValue: state) else { throw JobStoreError.unreadable("state \(state)") }
        self.state = known
        self.revision = Int(try row.decode("revision", as: Int32.self))
        self.url = try row.decode("url")
        self.origin = try row.decode("origin")
        self.tries = Int(try row.decode("tries", as: Int32.self))
        self.createdAt = try row.decode("created_at")
    }
}
