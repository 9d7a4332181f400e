import HTTPTypes
import HeyGen
import Hummingbird

/// `/v3/webhooks`.
struct WebhookRoutes: Sendable {
    private static let idempotencyKey = HTTPField.Name("Idempotency-Key")!
    private static let endpoints = "/v3/webhooks/endpoints"
    private static let endpoint = "/v3/webhooks/endpoints/{endpoint_id}"

    let gate: APIGate

    func add(to router: Router<SimulatorContext>) {
        addWrites(to: router)
        addReads(to: router)
    }

    private func addWrites(to router: Router<SimulatorContext>) {
        router.post("\(Self.endpoints)") { request, context in
            try await once(request, context, "POST \(Self.endpoints)") { state, body, now in
                Self.parsed(body) { state.createEndpoint($0, now: now) }
            }
        }
        router.patch("\(Self.endpoint)") { request, context in
            let id = context.parameters.get("endpoint_id") ?? ""
            return try await gate.handle(request, context, "PATCH \(Self.endpoint)") { state, body, _ in
                Self.parsed(body) { state.updateEndpoint(id, $0) }
            }
        }
        router.delete("\(Self.endpoint)") { request, context in
            let id = context.parameters.get("endpoint_id") ?? ""
            return try await gate.handle(request, context, "DELETE \(Self.endpoint)") { state, _, _ in
                state.deleteEndpoint(id)
            }
        }
        router.post("\(Self.endpoint)/rotate-secret") { request, context in
            let id = context.parameters.get("endpoint_id") ?? ""
            return try await once(request, context, "POST \(Self.endpoint)/rotate-secret") { state, _, _ in
                state.rotateSecret(id)
            }
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

    /// A write whose 2xx answer its idempotency key replays.
    private func once(
        _ request: Request, _ context: SimulatorContext, _ template: String,
        answer: @escaping @Sendable (inout SimulatorState, [UInt8], Double) -> APIAnswer
    ) async throws -> Response {
        let key = request.headers[Self.idempotencyKey]
        let scope = key.map { "POST \(request.uri.path) \($0)" }
        return try await gate.handle(request, context, template) { state, body, now in
            if let key, !IdempotencyKey.isValid(key) {
                return .error(400, "invalid_parameter", "Idempotency-Key is not valid", param: "Idempotency-Key")
            }
            if let scope, case .answered(let first) = state.idempotency.entry(scope, now: now) { return first }
            let result = answer(&state, body, now)
            if let scope, result.status < 300 { state.idempotency.set(scope, .answered(result), now: now) }
            return result
        }
    }

    private static func parsed(_ body: [UInt8], _ answer: (RawJSON) -> APIAnswer) -> APIAnswer {
        guard let json = try? RawJSON(body) else {
            return .error(400, "invalid_parameter", "The body is not valid JSON")
        }
        return answer(json)
    }
}
