package import Foundation
import HeyGen
package import PostgreSQL

/// A job as the API tells it: one row of the view `job_status`.
package struct Job: Sendable, Identifiable {
    package let id: JobID
    package let callbackID: CallbackID
    package let kind: String
    package let lane: String
    /// 0 to 9; higher goes first.
    package let priority: Int
    package let state: JobState
    /// The paid attempt it is at, from 1.
    package let attempt: Int
    /// How often an outcome was told; 0 before the first.
    package let revision: Int
    package let videoID: String?
    /// The caller's JSON bytes.
    package let request: [UInt8]
    /// A JSON object.
    package let metadata: JSONB
    /// A JSON object with `video_url`, `thumbnail_url`, `duration` and what else HeyGen told.
    package let result: JSONB?
    /// A JSON object with `code` and `message`.
    package let failure: JSONB?
    package let resolvedBy: String?
    package let createdAt: Date
    package let submittedAt: Date?
    package let finishedAt: Date?
    package let maxAttempts: Int
    package let notifyURL: String?
    /// Why it stands where it stands, in words.
    package let note: String?
    /// How HeyGen tells of it; nil: as configured when it is sent.
    package let callbackMode: String?

    /// A job as it was recorded a moment ago, where it cannot be read.
    package init(queued request: JobRequest, as id: JobID) {
        self.id = id
        self.callbackID = request.callbackID ?? CallbackID(mintedFor: id)
        self.kind = request.kind.name
        self.lane = request.lane
        self.priority = request.priority
        self.state = .queued
        self.attempt = 1
        self.revision = 0
        self.videoID = nil
        self.request = request.request
        self.metadata = request.metadata
        self.result = nil
        self.failure = nil
        self.resolvedBy = nil
        self.createdAt = id.createdAt
        self.submittedAt = nil
        self.finishedAt = nil
        self.maxAttempts = request.maxAttempts
        self.notifyURL = request.notifyURL
        self.note = nil
        self.callbackMode = request.callbackMode?.rawValue
    }

    init(_ row: PostgreSQLRow) throws {
        self.id = JobID(try row.decode("id"))
        self.callbackID = CallbackID(try row.decode("callback_id"))
        self.kind = try row.decode("kind")
        self.lane = try row.decode("lane")
        self.priority = Int(try row.decode("priority", as: Int16.self))
        let state: String = try row.decode("state")
        guard let known = JobState(rawValue: state) else { throw JobStoreError.unreadable("state \(state)") }
        self.state = known
        self.attempt = Int(try row.decode("attempt", as: Int16.self))
        self.revision = Int(try row.decode("revision", as: Int32.self))
        self.videoID = try row.decode("video_id")
        self.request = try row.decode("request", as: Bytes.self).array
        self.metadata = try row.decode("metadata")
        self.result = try row.decode("result")
        self.failure = try row.decode("failure")
        self.resolvedBy = try row.decode("resolved_by")
        self.createdAt = try row.decode("created_at")
        self.submittedAt = try row.decode("submitted_at")
        self.finishedAt = try row.decode("finished_at")
        self.maxAttempts = Int(try row.decode("max_attempts", as: Int16.self))
        self.notifyURL = try row.decode("notify_url")
        self.note = try row.decode("note")
        self.callbackMode = try row.decode("callback_mode")
    }
}
