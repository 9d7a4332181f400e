package import Foundation
import PostgreSQL

/// The facts that say why a job stands where it stands: its rows and its account's, read together.
package struct JobStanding: Sendable, Hashable {
    package let job: JobID
    package let kind: String
    package let state: JobState
    package let attempt: Int
    /// The phase of its row in flight; `nil` when it has none. A job that has ended may still have one: it renders.
    package let phase: JobState?
    /// Queued: not before. Rendering: the next read. Unknown: the next replay. `nil` while a worker has it in hand.
    package let nextAt: Date?
    package let firstSentAt: Date?
    package let submittedAt: Date?
    package let videoID: String?
    /// How often it was read since HeyGen accepted it.
    package let reads: Int
    package let note: String?
    package let resolvedBy: String?
    package let finishedAt: Date?
    package let failureCode: String?
    package let failureMessage: String?
    /// Renders the account may have in flight now, and has.
    package let renderLimit: Int?
    package let inUse: Int
    /// Of those, how many belong to jobs that have ended for us while HeyGen renders on.
    package let inUseEnded: Int
    package let holdUntil: Date?
    package let holdReason: String?
    package let credentialFailedAt: Date?
    /// The database's time of all this.
    package let at: Date
    /// Whether somebody wants to be told.
    package let hasNotifyURL: Bool
    /// Completions still owed to the `notify_url`, how often the latest was tried, what came of it, and when it is next.
    package let owed: Int
    package let owedTries: Int
    package let owedNote: String?
    package let owedNextAt: Date?
    /// Why telling was given up, if it was.
    package let givenUp: String?

    init(_ row: PostgreSQLRow) throws {
        self.job = JobID(try row.decode("id"))
        self.kind = try row.decode("kind")
        self.state = try Self.state(try row.decode("state"))
        self.attempt = Int(try row.decode("attempt", as: Int16.self))
        self.phase = try row.decode("phase", as: String?.self).map(Self.state)
        self.nextAt = try row.decode("next_at")
        self.firstSentAt = try row.decode("first_sent_at")
        self.submittedAt = try row.decode("submitted_at")
        self.videoID = try row.decode("video_id")
        self.reads = Int(try row.decode("reads", as: Int16?.self) ?? 0)
        self.note = try row.decode("note")
        self.resolvedBy = try row.decode("resolved_by")
        self.finishedAt = try row.decode("finished_at")
        self.failureCode = try row.decode("failure_code")
        self.failureMessage = try row.decode("failure_message")
        self.renderLimit = try row.decode("render_limit", as: Int32?.self).map(Int.init)
        self.inUse = try row.decode("in_use")
        self.holdUntil = try row.decode("hold_until")
        self.holdReason = try row.decode("hold_reason")
        self.credentialFailedAt = try row.decode("credential_failed_at")
        self.at = try row.decode("at")
        self.inUseEnded = try row.decode("in_use_ended")
        self.hasNotifyURL = try row.decode("notify_url", as: String?.self) != nil
        self.owed = try row.decode("owed")
        self.owedTries = Int(try row.decode("owed_tries", as: Int32?.self) ?? 0)
        self.owedNote = try row.decode("owed_note")
        self.owedNextAt = try row.decode("owed_next_at")
        self.givenUp = try row.decode("given_up")
    }

    private static func state(_ text: String) throws -> JobState {
        guard let state = JobState(rawValue: text) else { throw JobStoreError.unreadable("state \(text)") }
        return state
    }
}
