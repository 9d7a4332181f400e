import Foundation
import HeyGen
import Jobs
import PostgreSQL

/// The steps of a job's way, taken directly: what submitter and intake do, without the loops around them.
extension JobStore {
    private static let worker = UUID()

    func enqueueOne(_ callbackID: String? = nil, lane: String = "default", maxAttempts: Int = 1) async throws -> JobID {
        let request = try JobRequest(
            request: RawJSON(Array(#"{"type":"avatar"}"#.utf8)), callbackID: callbackID, lane: lane,
            maxAttempts: maxAttempts)
        return try await enqueue([request])[0].job
    }

    /// Claims every queued job and records one answer for each, after the commit that it is about to be sent.
    func submitAll(_ answer: (ClaimedJob) -> SubmissionAnswer.Kind) async throws {
        let claims = try await claim(limit: 100, by: Self.worker, lease: .seconds(60), in: try await queue())
        _ = try await begin(claims.map { ($0, Array("hash".utf8)) })
        _ = try await record(
            claims.map { SubmissionAnswer($0, answer($0), wait: .seconds(300), note: "a note") })
    }

    /// Has HeyGen accept every queued job, each under `vid_<callback id as sent>`.
    func renderAll() async throws {
        try await submitAll { .accepted(videoID: "vid_\($0.callbackID.sent(attempt: $0.attempt))") }
    }

    /// Applies one event as a webhook would tell it.
    @discardableResult
    func hear(_ body: String, from source: VerdictSource = .webhook) async throws -> Settlement {
        try await apply([Verdict(event: Array(body.utf8), from: source)])[0].get()
    }

    /// Ends a job as failed, by a read.
    @discardableResult
    func failByRead(_ job: JobID) async throws -> Settlement {
        var verdict = Verdict(.failed, from: .poll)
        verdict.job = job
        verdict.failureCode = "rendering_failed"
        return try await apply([verdict])[0].get()
    }

    func count(_ table: String) async throws -> Int {
        try await pool.query(Statement("", "SELECT count(*) FROM clapper.\(table)"))[0].decode(0)
    }

    static func succeeded(_ callbackID: String, video: String) -> String {
        #"{"event_type":"avatar_video.success","event_data":{"callback_id":"\#(callbackID)","video_id":"\#(video)","#
            + #""url":"https://files.example.com/v.mp4"}}"#
    }
}
