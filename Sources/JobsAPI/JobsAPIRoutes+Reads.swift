import Hummingbird
import Jobs
import Problems

extension JobsAPIRoutes {
    /// The job id of the path.
    /// - Throws: 404 for what is no id: there is no such job.
    func jobID(_ context: Context) throws(Problem) -> JobID {
        let text = context.parameters.get("id") ?? ""
        guard let id = JobID(parsing: text) else { throw Problem(.notFound, "there is no job \(text)") }
        return id
    }

    /// `GET /v1/jobs/{id}`.
    func read(_ request: Request, _ context: Context, _ caller: APICaller) async throws -> Response {
        .job(try await store.job(jobID(context)))
    }

    /// `GET /v1/jobs`: newest first.
    func list(_ request: Request, _ context: Context, _ caller: APICaller) async throws -> Response {
        let query = try QueryFields(request, known: ["state", "kind", "callback_id", "limit", "token"])
        let filter = try JobFilter(query)
        let limit = try query.limit()
        let before = try query.token().map { JobID($0) }
        if let callbackID = query.text("callback_id") {
            let job = try await job(CallbackID(callbackID))
            return .page(
                [job].compactMap { $0 }.filter { filter.takes($0) && before.map($0.id.isBefore) ?? true }.map(\.json),
                nextToken: nil)
        }
        // One more than asked for tells whether there is a next page.
        let jobs = try await store.list(state: filter.state, kind: filter.kind, before: before, limit: limit + 1)
        let page = jobs.prefix(limit)
        let nextToken = jobs.count > limit ? page.last.map { PageToken.text(after: $0.id.uuid) } : nil
        return .page(page.map(\.json), nextToken: nextToken)
    }

    /// `GET /v1/jobs/{id}/events`: oldest first.
    func listEvents(_ request: Request, _ context: Context, _ caller: APICaller) async throws -> Response {
        let id = try await store.job(jobID(context)).id
        return .list(try await store.events(of: id).map(\.json))
    }

    /// The job under exactly this callback id. A minted id names a job that may have its caller's own.
    private func job(_ callbackID: CallbackID) async throws -> Job? {
        guard let id = try await store.job(callbackID: callbackID), let job = try await store.jobs([id]).first,
            job.callbackID == callbackID
        else { return nil }
        return job
    }
}

extension JobID {
    fileprivate func isBefore(_ other: JobID) -> Bool { self < other }
}
