import HeyGen

extension SimulatorState {
    /// Takes a create: decides its faults, looks for the key, checks the request, and buys what it asks for if all is
    /// well.
    mutating func create(_ order: CreateOrder, now: Double) -> CreatePlan {
        let subject = order.subject
        let ordinal = creates[subject, default: 0]
        creates[subject] = ordinal + 1
        let luck = "\(subject)#\(ordinal)"
        let rates = configuration.faults

        if dice.strikes(.throttle, rates, luck) { return CreatePlan(.throttled("Too many requests")) }
        let failure = dice.strikes(.error5xx, rates, luck) ? dice.unit("error-5xx kind", luck) : nil
        if let failure, failure < 0.5 { return CreatePlan(.internalError(variant: failure * 2)) }

        let scope = dice.strikes(.ignoreIdempotency, rates, subject) ? nil : order.scope
        var plan: CreatePlan
        switch scope.flatMap({ idempotency.entry($0, now: now) }) {
        case .inProgress:
            let message = "A request with this idempotency key is still in progress"
            return CreatePlan(.error(409, "request_in_progress", message, retryAfter: 5))
        case .answered(let answer): plan = CreatePlan(answer)
        case nil:
            let work: CreatedWork
            do {
                work = try begin(order, subject: subject, now: now)
            } catch {
                return CreatePlan(error.answer)
            }
            plan = CreatePlan(work.answer)
            if let scope { idempotency.set(scope, .answered(plan.answer), now: now) }
            if dice.strikes(.slowCreate, rates, luck) { plan.delaySeconds = configuration.slowCreateSeconds }
            if dice.strikes(.eventBeforeAnswer, rates, subject) {
                plan.deliverFirst = finishAtOnce(work.resources, now: now)
            }
            if let scope, plan.delaySeconds > 0 || !plan.deliverFirst.isEmpty {
                idempotency.set(scope, .inProgress, now: now)
                plan.heldScope = scope
            }
        }
        if dice.strikes(.truncateBody, rates, luck) { plan.transport = .truncated }
        if dice.strikes(.lostAnswer, rates, luck) { plan.transport = .lost }
        if let failure { return plan.replacingAnswer(.gatewayError(variant: (failure - 0.5) * 2)) }
        return plan
    }

    /// The answer to a create goes out: from now on its key replays it.
    mutating func release(_ scope: String, answer: APIAnswer, now: Double) {
        idempotency.set(scope, .answered(answer), now: now)
    }

    private mutating func begin(
        _ order: CreateOrder, subject: String, now: Double
    ) throws(CreateRefusal) -> CreatedWork {
        guard let json = order.json else {
            throw CreateRefusal(.error(400, "invalid_parameter", "The body is not valid JSON"))
        }
        switch order.target {
        case .resource(let operation): return try buy(operation, order, json, subject: subject, now: now)
        case .batch(let description):
            let index = try submit(description, order, json, subject: subject, now: now)
            let batch = batches[index]
            let answer = APIAnswer.data(
                [
                    "batch_id": .string(batch.id), "status": "processing",
                    "total_items": .integer(batch.items.count),
                ], status: 202)
            return CreatedWork(answer: answer, resources: [])
        }
    }
}
