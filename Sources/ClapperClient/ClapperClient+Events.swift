extension ClapperClient {
    /// What was heard about a job and done to it: ``Document/items``.
    package func events(ofJob id: String) async throws(ClapperClientError) -> Document {
        try await send(.get("\(try path(ofJob: id))/events"))
    }

    /// One page of events of all jobs, the latest first.
    package func events(limit: Int? = nil, token: String? = nil) async throws(ClapperClientError) -> Document {
        try await send(.get("/v1/events", [("limit", limit.map(String.init)), ("token", token)]))
    }

    package func event(_ id: String) async throws(ClapperClientError) -> Document {
        try await send(.get("/v1/events/\(try Self.checked(id, "an event's id"))"))
    }

    /// Judges a stored event again: `disposition`, `job_id`, `state`.
    package func replay(_ id: String) async throws(ClapperClientError) -> Document {
        try await send(.post("/v1/events/\(try Self.checked(id, "an event's id"))/replay"))
    }
}
