import HeyGen
import Hummingbird
import Jobs
import Logging
import Problems

extension JobsAPIRoutes {
    /// `POST /v1/jobs/{id}/cancel`.
    func cancel(_ request: Request, _ context: Context, _ caller: APICaller) async throws -> Response {
        let id = try jobID(context)
        let result = try await store.cancel(id)
        switch result {
        case .canceled:
            wakeUps.wake(.completed)
            log("job canceled", id, caller)
        case .already: break
        case .ended: throw Self.refusal(id, "it has ended already, so there is nothing to cancel")
        case .missing: throw JobStoreError.notFound(id)
        }
        return .job(try await store.job(id))
    }

    /// `POST /v1/jobs/{id}/retry`: buys once more, if `after_attempt` is the latest attempt.
    func retry(_ request: Request, _ context: Context, _ caller: APICaller) async throws -> Response {
        let id = try jobID(context)
        let fields = try await JSONBody.fields(request, known: ["after_attempt"])
        guard let attempt = try fields.integer("after_attempt") else {
            throw FieldProblem("after_attempt", "is needed: the attempt to replace, as the job tells it")
        }
        guard (1...Int(Int16.max)).contains(attempt) else {
            throw FieldProblem("after_attempt", "must be a whole number from 1")
        }
        switch try await store.retry(id, after: attempt) {
        case .retried:
            wakeUps.wake(.queued)
            log("job retried", id, caller)
        case .already: break
        case .open: throw Self.refusal(id, "it has not ended, so there is nothing to retry")
        case .succeeded: throw Self.refusal(id, "it has succeeded and has its video")
        case .rendering:
            throw Self.refusal(id, "it has ended, but HeyGen still renders it: a retry now could pay for both")
        case .future: throw Self.refusal(id, "it has not come to attempt \(attempt) yet")
        case .missing: throw JobStoreError.notFound(id)
        }
        return .job(try await store.job(id))
    }

    /// `POST /v1/jobs/{id}/attach`: an operator's word that a video is this job's. It is read, and the read decides.
    func attach(_ request: Request, _ context: Context, _ caller: APICaller) async throws -> Response {
        let id = try jobID(context)
        let videoID = try await JSONBody.fields(request, known: ["video_id"]).visible("video_id", limit: 200)
        switch try await store.attach(id, videoID: videoID) {
        case .attached, .ended:
            wakeUps.wake(.hinted)
            log("video attached", id, caller, videoID: videoID)
        case .already: break
        case .taken: throw Self.refusal(id, "it has another video, or this video belongs to another job")
        case .unsent: throw Self.refusal(id, "it was not sent yet, so no video can be its own")
        case .missing: throw JobStoreError.notFound(id)
        }
        return .job(try await store.job(id))
    }

    /// `POST /v1/jobs/{id}/fail`: ends the job by an operator's word.
    func fail(_ request: Request, _ context: Context, _ caller: APICaller) async throws -> Response {
        let fields = try await JSONBody.fields(request, known: ["message", "code", "even_if_succeeded"])
        guard let message = try fields.string("message"), (1...2000).contains(message.utf8.count) else {
            throw FieldProblem("message", "is needed: why it failed, in at most 2,000 bytes")
        }
        let code = fields.value("code") == nil ? nil : try fields.visible("code", limit: 100)
        let isForced = try fields.bool("even_if_succeeded") ?? false
        // A verdict about a job that is not there would be kept as an event without a job.
        let job = try await store.job(jobID(context))
        let id = job.id
        guard job.state != .succeeded || isForced else {
            throw Self.refusal(id, "it has succeeded and has its video; to fail it all the same, add even_if_succeeded")
        }
        let settlement = try await store.fail(id, code: code, message: message)
        wake(after: settlement)
        guard settlement.disposition == .applied else {
            throw Self.refusal(id, "it stays \(settlement.state ?? "as it is"): this changes nothing about it")
        }
        log("job failed by operator", id, caller)
        return .job(try await store.job(id))
    }

    /// `GET /v1/jobs/{id}/explain`.
    func explain(_ request: Request, _ context: Context, _ caller: APICaller) async throws -> Response {
        let standing = try await store.standing(of: jobID(context))
        var strings: [[UInt8]] = []
        for reason in standing.reasons(keyWindow: keyWindow) { strings.append(JSONString.quoted(reason)) }
        var writer = JSONObjectWriter()
        writer.add("job_id", string: standing.job.description)
        writer.add("state", string: standing.state.rawValue)
        writer.add("reasons", raw: JSONObjectWriter.array(strings))
        return .json(writer.finish())
    }

    private static func refusal(_ id: JobID, _ reason: String) -> Problem {
        Problem(.conflict, "job \(id): \(reason)", jobID: id.description)
    }

    private func log(_ message: Logger.Message, _ id: JobID, _ caller: APICaller, videoID: String? = nil) {
        var metadata: Logger.Metadata = ["job_id": "\(id)", "source": "operator", "caller": "\(caller.lane)"]
        if let videoID { metadata["video_id"] = "\(videoID)" }
        logger.info(message, metadata: metadata)
    }
}
