package import Foundation
import PostgreSQL

/// Something that was heard about a job, or done to it, and what became of it.
package struct JobEvent: Sendable, Identifiable {
    package let id: UUID
    package let job: JobID?
    package let at: Date
    package let source: String
    package let type: String?
    package let verdict: String?
    package let disposition: String
    package let attempt: Int?
    package let callbackID: String?
    package let videoID: String?
    package let eventID: String?
    /// The bytes as they came; `nil` for evidence of our own.
    package let body: [UInt8]?
    package let detail: String?

    init(_ row: PostgreSQLRow) throws {
        self.id = try row.decode("id")
        self.job = try row.decode("job_id", as: UUID?.self).map(JobID.init)
        self.at = try row.decode("at")
        self.source = try row.decode("source")
        self.type = try row.decode("type")
        self.verdict = try row.decode("verdict")
        self.disposition = try row.decode("disposition")
        self.attempt = try row.decode("attempt", as: Int16?.self).map(Int.init)
        self.callbackID = try row.decode("callback_id")
        self.videoID = try row.decode("video_id")
        self.eventID = try row.decode("event_id")
        self.body = try row.decode("body", as: Bytes?.self)?.array
        self.detail = try row.decode("detail")
    }
}
