import HTTPTypes
import HeyGen
import Hummingbird
import ServiceLifecycle

/// `/v3/videos`.
struct VideoRoutes: Sendable {
    private static let idempotencyKey = HTTPField.Name("Idempotency-Key")!

    let core: SimulatorCore
    let gate: APIGate
    let sender: WebhookSender

    func add(to router: Router<SimulatorContext>) {
        router.post("/v3/videos") { request, context in try await create(request, context) }
        router.get("/v3/videos") { request, context in
            let query = request.uri.queryParameters
            let (title, limit, token) = (query["title"], query["limit"], query["token"])
            return try await gate.handle(request, context, "GET /v3/videos") { state, _, now in
                do throws(ValidationIssue) {
                    let page = try PageRequest(limit: limit.map(String.init), token: token.map(String.init))
                    return state.listVideos(title: title.map(String.init), page: page, now: now)
                } catch {
                    return .invalid(error)
                }
            }
        }
        router.get("/v3/videos/statuses") { request, context in
            let ids = request.uri.queryParameters["video_ids"].map(String.init)
            return try await gate.handle(request, context, "GET /v3/videos/statuses") { state, _, now in
                state.readStatuses(ids, now: now)
            }
        }
        router.get("/v3/videos/{video_id}") { request, context in
            let id = context.parameters.get("video_id") ?? ""
            return try await gate.handle(request, context, "GET /v3/videos/{video_id}") { state, _, now in
                state.readVideo(id, now: now)
            }
        }
        router.delete("/v3/videos/{video_id}") { request, context in
            let id = context.parameters.get("video_id") ?? ""
            return try await gate.handle(request, context, "DELETE /v3/videos/{video_id}") { state, _, _ in
                state.deleteVideo(id)
            }
        }
    }

    private func create(_ request: Request, _ context: SimulatorContext) async throws -> Response {
        let template = "POST /v3/videos"
        guard let body = try await gate.admit(request, template) else { return gate.refusal(request, template) }
        let key = request.headers[Self.idempotencyKey]
        if let key, !IdempotencyKey.isValid(key) {
            let message = "Idempotency-Key must be 1 to 255 characters of A-Z a-z 0-9 _ - : ."
            return APIAnswer.error(400, "invalid_parameter", message, param: "Idempotency-Key").response
        }
        let plan = core.perform { state, now in state.create(body, key: key, now: now) }
        await withTaskGroup(of: Void.self) { group in
            for outbound in plan.deliverFirst { group.addTask { await sender.deliver(outbound) } }
        }
        if plan.delaySeconds > 0 {
            // Ends early only when the simulator stops; the answer then goes out at once.
            try? await cancelWhenGracefulShutdown {
                try await Task.sleep(for: core.clock.realDuration(plan.delaySeconds))
            }
        }
        if let scope = plan.heldScope {
            core.perform { state, now in state.release(scope, answer: plan.answer, now: now) }
        }
        let answer = plan.shownAnswer ?? plan.answer
        switch plan.transport {
        case .whole: return answer.response
        case .truncated: return answer.truncatedResponse(context)
        case .lost:
            context.cutConnection()
            return answer.response
        }
    }
}
