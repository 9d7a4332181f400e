package import Foundation
import PostgreSQL

/// A video to be read now, taken from the schedule; its next read is scheduled already.
package struct DueRead: Sendable, Hashable {
    package let job: JobID
    package let videoID: String
    /// `nil` for a read that is owed about a job that has ended, or an earlier attempt.
    package let attempt: Int?
    package let kind: String
    /// How often it was read, this one included.
    package let reads: Int
    package let submittedAt: Date?
    package let isOwed: Bool
    /// An event asked for it: read at once, without waiting for company.
    package let isHinted: Bool

    init(_ row: PostgreSQLRow) throws {
        self.job = JobID(try row.decode("job_id"))
        self.videoID = try row.decode("video_id")
        self.attempt = try row.decode("attempt", as: Int16?.self).map(Int.init)
        self.kind = try row.decode("kind")
        self.reads = Int(try row.decode("reads", as: Int32.self))
        self.submittedAt = try row.decode("submitted_at")
        self.isOwed = try row.decode("owed")
        self.isHinted = try row.decode("hinted")
    }
}
