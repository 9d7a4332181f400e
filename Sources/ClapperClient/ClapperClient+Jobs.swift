import Foundation
import HeyGen

extension ClapperClient {
    /// Enqueues a job: the job, ``Document/isNew`` if it was not there before.
    ///
    /// With a callback id (beside or inside the request) or a key it is repeated safely. Without one it is repeated only
    /// when nothing was sent, for each enqueue is a render to pay.
    /// - Parameter idempotencyKey: becomes the callback id if the job has none.
    /// - Throws: ``ClapperClientError/refused(_:)`` with status 409 and the job's id if the callback id belongs to a job
    ///   with another request.
    package func enqueue(
        _ job: NewJob, idempotencyKey: String? = nil
    ) async throws(ClapperClientError) -> Document {
        let repeats: Repeats = job.isKeyed || idempotencyKey != nil ? .safe : .ifNotSent
        return try await send(.post("/v1/jobs", body: try job.body(), key: idempotencyKey, repeats: repeats))
    }

    package func job(_ id: String) async throws(ClapperClientError) -> Document {
        try await send(.get(try path(ofJob: id)))
    }

    /// The job that has this callback id, or nil.
    package func job(callbackID: String) async throws(ClapperClientError) -> Document? {
        try await jobs(JobQuery(callbackID: callbackID)).items.first
    }

    /// One page of jobs: ``Document/items`` and ``Document/nextToken``.
    package func jobs(_ query: JobQuery = JobQuery()) async throws(ClapperClientError) -> Document {
        try await send(.get("/v1/jobs", query.parameters))
    }

    /// Ends a job. What is being rendered is paid and cannot be stopped; it is no longer waited for.
    package func cancel(_ id: String) async throws(ClapperClientError) -> Document {
        try await send(.post("\(try path(ofJob: id))/cancel"))
    }

    /// Buys another attempt of an ended job, unless it is past `attempt` already: then the job as it stands.
    package func retry(_ id: String, afterAttempt attempt: Int) async throws(ClapperClientError) -> Document {
        try await send(.post("\(try path(ofJob: id))/retry", [("after_attempt", Array("\(attempt)".utf8))]))
    }

    /// Tells Clapper which video an attempt of unknown fate became.
    package func attach(_ id: String, videoID: String) async throws(ClapperClientError) -> Document {
        try await send(.post("\(try path(ofJob: id))/attach", [("video_id", JSONString.quoted(videoID))]))
    }

    /// Ends a job as failed, on an operator's word.
    package func fail(
        _ id: String, message: String, code: String? = nil, evenIfSucceeded: Bool = false
    ) async throws(ClapperClientError) -> Document {
        var members = [("message", JSONString.quoted(message))]
        if let code { members.append(("code", JSONString.quoted(code))) }
        if evenIfSucceeded { members.append(("even_if_succeeded", Array("true".utf8))) }
        return try await send(.post("\(try path(ofJob: id))/fail", members))
    }

    /// Why a job stands where it stands: `job_id`, `state`, `reasons`.
    package func explain(_ id: String) async throws(ClapperClientError) -> Document {
        try await send(.get("\(try path(ofJob: id))/explain"))
    }

    func path(ofJob id: String) throws(ClapperClientError) -> String {
        "/v1/jobs/\(try Self.checked(id, "a job's id"))"
    }

    /// An id as it stands in a path: only a UUID does, so nothing else can lead a call to another route.
    static func checked(_ id: String, _ what: String) throws(ClapperClientError) -> String {
        guard let uuid = UUID(uuidString: id) else {
            throw .invalid(field: "id", reason: "must be \(what), a UUID")
        }
        return uuid.uuidString.lowercased()
    }
}
