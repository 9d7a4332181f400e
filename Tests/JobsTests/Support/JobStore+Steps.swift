import Foundation
import HeyGen
import Jobs
import PostgreSQL

/// The steps of a job's way, taken directly: what submitter and intake do, without the loops around them.
extension JobStore {
    static let worker = UUID()

    func enqueueOne(
        _ callbackID: String? = nil, body: String = #"{"type":"avatar"}"#, lane: String = "default", priority: Int = 0,
        notifyURL: String? = nil, maxAttempts: Int = 1
    ) async throws -> JobID {
        let request = try JobRequest(
            request: RawJSON(Array(body.utf8)), callbackID: callbackID, lane: lane, priority: priority,
            notifyURL: notifyURL, maxAttempts: maxAttempts)
        return try await enqueue([request])[0].job
    }

    func claimAll(limit: Int = 100, worker: UUID = JobStore.worker) async throws -> [ClaimedJob] {
        try await claim(limit: limit, by: worker, lease: .seconds(60), in: try await queue())
    }

    /// Claims, begins and has HeyGen accept every queued job, each under `vid_<callback id as sent>`.
    @discardableResult
    func renderAll() async throws -> [ClaimedJob] {
        let claims = try await claimAll()
        _ = try await begin(claims.map { ($0, Array("hash".utf8)) })
        _ = try await record(
            claims.map { claim in
                let sent = claim.callbackID.sent(attempt: claim.attempt)
                return SubmissionAnswer(claim, .accepted(videoID: "vid_\(sent)"), wait: .seconds(300))
            })
        return claims
    }

    /// Applies one verdict as a webhook would tell it, with a body of its own unless one is given.
    @discardableResult
    func hear(
        _ meaning: Verdict.Meaning, _ callbackID: String?, video: String? = nil, from source: VerdictSource = .webhook,
        link: Bool = true, body: String? = nil, job: JobID? = nil, attempt: Int? = nil
    ) async throws -> Settlement {
        try await apply([
            Verdict.told(
                meaning, callbackID, video: video, from: source, link: link, body: body, job: job, attempt: attempt)
        ])[0].get()
    }

    /// Runs one statement of a test; column 1 of row 1 as text.
    func scalar(_ sql: String) async throws -> String? {
        try await pool.query(Statement("", sql)).first?.decode(0, as: String?.self)
    }
}

extension Verdict {
    static func told(
        _ meaning: Meaning, _ callbackID: String?, video: String? = nil, from source: VerdictSource = .webhook,
        link: Bool = true, body: String? = nil, job: JobID? = nil, attempt: Int? = nil
    ) -> Verdict {
        var verdict = Verdict(meaning, from: source)
        verdict.callbackID = callbackID
        verdict.videoID = video
        verdict.job = job
        verdict.attempt = attempt
        let text = body ?? UUID().uuidString
        verdict.body = Array(text.utf8)
        verdict.hash = Array(text.utf8)
        if meaning == .succeeded { verdict.result = link ? #"{"video_url":"https://files.example.com/v.mp4"}"# : "{}" }
        if meaning == .failed { verdict.failureCode = "rendering_failed" }
        return verdict
    }
}
