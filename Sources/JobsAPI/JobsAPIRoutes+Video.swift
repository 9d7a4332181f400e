import HTTPTypes
import HeyGen
import Hummingbird
import Jobs
import PostgreSQL
import Problems

extension JobsAPIRoutes {
    /// `GET` and `HEAD /v1/jobs/{id}/video`: sends the caller to the file, by a link that works.
    func video(_ request: Request, _ context: Context, _ caller: APICaller) async throws -> Response {
        let job = try await store.job(jobID(context))
        let id = job.id.description
        guard job.state.isEnded else {
            throw Problem(
                .conflict,
                "job \(id) is \(job.state.rawValue): it has no video yet; wait for it with /v1/jobs/\(id)/wait",
                retryAfterSeconds: 5, jobID: id)
        }
        // A canceled job keeps what became of its video.
        guard job.state == .succeeded || job.videoLink != nil else {
            throw Problem(.notFound, "job \(id) was \(job.state.rawValue), and has no video", jobID: id)
        }
        switch await videoLinks.answer(for: job) {
        case .link(let link):
            return Response(
                status: .found,
                headers: [
                    .location: link, .cacheControl: "no-store", HTTPField.Name("Referrer-Policy")!: "no-referrer",
                ])
        case .gone(let reason): throw Problem(.gone, "the video of job \(id) is gone: \(reason)", jobID: id)
        case .unavailable(let reason, let seconds):
            throw Problem(
                .serviceUnavailable, "job \(id): \(reason)", retryAfterSeconds: seconds, jobID: id)
        }
    }
}

extension Job {
    /// The link that is stored with the outcome.
    var videoLink: String? {
        result.flatMap { try? RawJSON(Array($0.text.utf8)) }.flatMap { result in
            // Only the sound, where that was all that was asked for.
            result["video_url"]?.string ?? result["audio_url"]?.string
        }
    }
}
