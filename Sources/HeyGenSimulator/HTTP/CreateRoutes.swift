import HTTPTypes
import Hummingbird
import ServiceLifecycle

/// Every request that buys something.
struct CreateRoutes: Sendable {
    private static let idempotencyKey = HTTPField.Name("Idempotency-Key")!

    private static let badKey = APIAnswer.error(
        400, "invalid_parameter", "Idempotency-Key must be 1 to 255 characters of A-Z a-z 0-9 _ - : .",
        param: "Idempotency-Key")

    let core: SimulatorCore
    let gate: APIGate
    let sender: WebhookSender

    func add(to router: Router<SimulatorContext>) {
        for description in ResourceDescription.all {
            for operation in description.creates {
                add(.resource(operation), operation.path, parameter: operation.parameter, to: router)
            }
            if let batch = description.batch { add(.batch(batch), batch.path, parameter: nil, to: router) }
        }
    }

    private func add(
        _ target: CreateOrder.Target, _ path: String, parameter: String?, to router: Router<SimulatorContext>
    ) {
        router.post("\(path)") { request, context in
            let template = "POST \(path)"
            guard let body = try await gate.admit(request, template) else { return gate.refusal(request, template) }
            let id = parameter.flatMap { context.parameters.get($0) }
            let order = CreateOrder(
                target, path: request.uri.path, parameter: id, bytes: body,
                headerKey: request.headers[Self.idempotencyKey])
            if order.hasHeaderKey, !IdempotencyKey.isValid(order.key ?? "") { return Self.badKey.response }
            return await answer(order, context)
        }
    }

    private func answer(_ order: CreateOrder, _ context: SimulatorContext) async -> Response {
        let plan = core.perform { state, now in state.create(order, now: now) }
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
