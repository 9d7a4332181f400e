import Endpoints
import HTTPTypes
import HeyGen
import Hummingbird
import Jobs
import Logging
import Problems

extension JobsAPIRoutes {
    /// The longest window of a rotation, seconds: HeyGen repeats deliveries for a day, a caller waits for the overlap.
    static var longestWindow: Int { 3600 }

    /// `/v1/endpoints`: HeyGen's webhook endpoints.
    func addEndpoints(to routes: inout GuardedRoutes<Context>) {
        routes.on(.get, "endpoints", listEndpoints)
        routes.on(.post, "endpoints", createEndpoint)
        routes.on(.get, "endpoints/types", listEventTypes)
        routes.on(.get, "endpoints/deliveries", listDeliveries)
        routes.on(.patch, "endpoints/{endpoint_id}", updateEndpoint)
        routes.on(.delete, "endpoints/{endpoint_id}", deleteEndpoint)
        routes.on(.post, "endpoints/{endpoint_id}/rotate", rotateEndpoint)
    }

    private func keeper() throws(Problem) -> EndpointKeeper {
        guard let endpoints else {
            throw .unavailable(
                "HEYGEN_API_KEY is not set here, so HeyGen cannot be asked; set it or HEYGEN_ACCESS_TOKEN",
                retryAfterSeconds: 30)
        }
        return endpoints
    }

    /// The endpoint's id of the path.
    private func endpointID(_ context: Context) throws(Problem) -> String {
        let id = context.parameters.get("endpoint_id") ?? ""
        guard (1...200).contains(id.utf8.count), id.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw Problem(.notFound, "there is no endpoint \(id.prefix(200))")
        }
        return id
    }

    /// `GET /v1/endpoints`.
    private func listEndpoints(
        _ request: Request, _ context: Context, _ caller: APICaller
    ) async throws -> Response {
        let query = try QueryFields(request, known: ["limit", "token"])
        let limit = try query.integer("limit", in: 1...100) ?? 50
        let page = try await keeper().page(limit: limit, token: query.text("token"))
        return .page(page.endpoints.map(\.json), nextToken: page.nextToken)
    }

    /// `POST /v1/endpoints`: registers one, unless its URL has one and `another` is not true. Its secret is stored and never
    /// shown.
    private func createEndpoint(
        _ request: Request, _ context: Context, _ caller: APICaller
    ) async throws -> Response {
        let keeper = try keeper()
        let fields = try await JSONBody.fields(request, known: ["url", "events", "entity_id", "another"])
        let entityID = fields.value("entity_id") == nil ? nil : try fields.visible("entity_id", limit: 200)
        let endpoint = try await keeper.create(
            url: try fields.visible("url", limit: 2000), events: try fields.words("events"), entityID: entityID,
            another: try fields.bool("another") ?? false)
        log("endpoint created", endpoint.endpoint.id, caller)
        return .json(endpoint.json, status: .created)
    }

    /// `PATCH /v1/endpoints/{endpoint_id}`: another URL, or other events in the place of all it had.
    private func updateEndpoint(
        _ request: Request, _ context: Context, _ caller: APICaller
    ) async throws -> Response {
        let (keeper, id) = (try keeper(), try endpointID(context))
        let fields = try await JSONBody.fields(request, known: ["url", "events", "another"])
        let url = fields.value("url") == nil ? nil : try fields.visible("url", limit: 2000)
        let events = try fields.words("events")
        guard url != nil || events != nil else { throw FieldProblem("url", "is needed, or events, or both") }
        let endpoint = try await keeper.update(
            id, url: url, events: events, another: try fields.bool("another") ?? false)
        log("endpoint updated", id, caller)
        return .json(endpoint.json)
    }

    /// `DELETE /v1/endpoints/{endpoint_id}`.
    private func deleteEndpoint(
        _ request: Request, _ context: Context, _ caller: APICaller
    ) async throws -> Response {
        let (keeper, id) = (try keeper(), try endpointID(context))
        try await keeper.delete(id)
        log("endpoint deleted by operator", id, caller)
        var writer = JSONObjectWriter()
        writer.add("endpoint_id", string: id)
        writer.add("status", string: "deleted")
        return .json(writer.finish())
    }

    /// `POST /v1/endpoints/{endpoint_id}/rotate`: answers when it is done; blue/green takes as long as its window.
    private func rotateEndpoint(
        _ request: Request, _ context: Context, _ caller: APICaller
    ) async throws -> Response {
        let (keeper, id) = (try keeper(), try endpointID(context))
        let fields = try await JSONBody.fields(request, known: ["mode", "window_seconds"])
        let word = try fields.string("mode") ?? Rotation.Mode.plain.rawValue
        guard let mode = Rotation.Mode(rawValue: word) else {
            throw FieldProblem("mode", "must be plain or blue_green")
        }
        let seconds = try fields.integer("window_seconds") ?? 60
        guard (1...Self.longestWindow).contains(seconds) else {
            throw FieldProblem("window_seconds", "must be a whole number from 1 to \(Self.longestWindow)")
        }
        let rotation =
            switch mode {
            case .plain: try await keeper.rotate(id, window: .seconds(seconds))
            case .blueGreen: try await keeper.replace(id, overlap: .seconds(seconds))
            }
        log("endpoint rotated by operator", id, caller)
        var writer = JSONObjectWriter()
        writer.add("endpoint_id", string: rotation.endpointID)
        writer.add("mode", string: rotation.mode.rawValue)
        writer.add("replaced_endpoint_id", string: rotation.replacedID)
        writer.add("secret", string: KeptEndpoint.SecretState.stored.rawValue)
        writer.add("resumed", raw: Array("\(rotation.isResumed)".utf8))
        return .json(writer.finish())
    }

    /// `GET /v1/endpoints/types`.
    private func listEventTypes(
        _ request: Request, _ context: Context, _ caller: APICaller
    ) async throws -> Response {
        _ = try QueryFields(request, known: [])
        return .json(Array(try await keeper().eventTypes().bytes))
    }

    /// `GET /v1/endpoints/deliveries`: what HeyGen delivered or tried to, as it tells it.
    private func listDeliveries(
        _ request: Request, _ context: Context, _ caller: APICaller
    ) async throws -> Response {
        let query = try QueryFields(request, known: ["event_type", "entity_id", "limit", "token"])
        let document = try await keeper().deliveries(
            type: query.text("event_type"), entityID: query.text("entity_id"),
            limit: try query.integer("limit", in: 1...100) ?? 50, token: query.text("token"))
        return .json(Array(document.bytes))
    }

    private func log(_ message: Logger.Message, _ id: String, _ caller: APICaller) {
        logger.info(message, metadata: ["endpoint": "\(id)", "source": "operator", "caller": "\(caller.lane)"])
    }
}
