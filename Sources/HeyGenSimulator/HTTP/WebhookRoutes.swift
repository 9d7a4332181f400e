import Hummingbird

/// `/v3/webhooks`.
struct WebhookRoutes: Sendable {
    private static let endpoints = "/v3/webhooks/endpoints"
    private static let endpoint = "/v3/webhooks/endpoints/{endpoint_id}"

    let gate: APIGate
    let writes: EndpointWrites

    func add(to router: Router<SimulatorContext>) {
        addWrites(to: router)
        addReads(to: router)
    }

    private func addWrites(to router: Router<SimulatorContext>) {
        router.post("\(Self.endpoints)") { request, context in
            try await writes.handle(
                request, context, "POST \(Self.endpoints)", hasBody: true,
                refusal: { state, json in state.refusalOfEndpoint(json) }
            ) { state, json, now in state.createEndpoint(json, now: now) }
        }
        router.patch("\(Self.endpoint)") { request, context in
            let id = context.parameters.get("endpoint_id") ?? ""
            return try await writes.handle(
                request, context, "PATCH \(Self.endpoint)", hasBody: true,
                refusal: { state, json in state.refusalOfUpdate(id, json) }
            ) { state, json, _ in state.updateEndpoint(id, json) }
        }
        router.delete("\(Self.endpoint)") { request, context in
            let id = context.parameters.get("endpoint_id") ?? ""
            return try await gate.handle(request, context, "DELETE \(Self.endpoint)") { state, _, _ in
                state.deleteEndpoint(id)
            }
        }
        router.post("\(Self.endpoint)/rotate-secret") { request, context in
            let id = context.parameters.get("endpoint_id") ?? ""
            return try await writes.handle(
                request, context, "POST \(Self.endpoint)/rotate-secret", hasBody: false
            ) { state, _, now in state.rotateSecret(id, now: now) }
        }
    }

    private func addReads(to router: Router<SimulatorContext>) {
        router.get("\(Self.endpoints)") { request, context in
            try await list(request, context, "GET \(Self.endpoints)") { state, page in
                state.listEndpoints(page: page)
            }
        }
        router.get("/v3/webhooks/event-types") { request, context in
            try await gate.handle(request, context, "GET /v3/webhooks/event-types") { _, _, _ in
                SimulatorState.listEventTypes()
            }
        }
        router.get("/v3/webhooks/events") { request, context in
            let query = request.uri.queryParameters
            let (type, entity) = (query["event_type"].map(String.init), query["entity_id"].map(String.init))
            return try await list(request, context, "GET /v3/webhooks/events") { state, page in
                state.listEvents(type: type, entity: entity, page: page)
            }
        }
    }

    private func list(
        _ request: Request, _ context: SimulatorContext, _ template: String,
        answer: @escaping @Sendable (inout SimulatorState, PageRequest) -> APIAnswer
    ) async throws -> Response {
        let query = request.uri.queryParameters
        let (limit, token) = (query["limit"].map(String.init), query["token"].map(String.init))
        return try await gate.handle(request, context, template) { state, _, _ in
            do throws(ValidationIssue) {
                return answer(&state, try PageRequest(limit: limit, token: token))
            } catch {
                return .invalid(error)
            }
        }
    }
}
