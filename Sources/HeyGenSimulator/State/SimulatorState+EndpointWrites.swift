import HeyGen

extension SimulatorState {
    /// How far a write that has a key comes before anything is done.
    enum WriteStart: Sendable {
        case answer(APIAnswer)
        /// The first answer once more, which may get lost again.
        case replay(APIAnswer, CreatePlan.Transport)
        case go
    }

    /// Takes a write under an idempotency key: from here on the key is in progress, until ``endWrite``.
    /// - Parameter scope: method, path and key; nil without a key.
    mutating func beginWrite(_ scope: String?, _ luck: String, now: Double) -> WriteStart {
        if let fault = readFault(luck) { return .answer(fault) }
        guard let scope else { return .go }
        switch idempotency.entry(scope, now: now) {
        case .inProgress:
            return .answer(
                .error(
                    409, "request_in_progress", "A request with this idempotency key is still in progress",
                    retryAfter: 1))
        case .answered(let first): return .replay(first, transport(luck))
        case nil:
            idempotency.set(scope, .inProgress, now: now)
            return .go
        }
    }

    /// The answer of a write is known: a 2xx is what the key replays, anything else frees it.
    mutating func endWrite(_ scope: String?, _ answer: APIAnswer, now: Double) {
        guard let scope else { return }
        if answer.status < 300 {
            idempotency.set(scope, .answered(answer), now: now)
        } else {
            idempotency.forget(scope)
        }
    }

    /// What happens to the answer of a write on its way.
    func transport(_ luck: String) -> CreatePlan.Transport {
        if dice.strikes(.lostAnswer, configuration.faults, luck) { return .lost }
        return dice.strikes(.truncateBody, configuration.faults, luck) ? .truncated : .whole
    }

    /// Simulated seconds by which the answer of a write is late.
    func lateness(_ luck: String) -> Double {
        dice.strikes(.slowCreate, configuration.faults, luck) ? configuration.slowCreateSeconds : 0
    }
}
