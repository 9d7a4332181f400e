import AsyncHTTPClient
import HTTPTypes
import HeyGen
import Hummingbird
import Logging
import ServiceLifecycle

/// The writes about endpoints: each key is answered once, a new URL is probed, and answers may be late or lost.
struct EndpointWrites: Sendable {
    private static let idempotencyKey = HTTPField.Name("Idempotency-Key")!

    let core: SimulatorCore
    let gate: APIGate
    let client: HTTPClient
    let logger: Logger

    /// - Parameters:
    ///   - template: method and path without ids, as the ledger counts them.
    ///   - hasBody: whether the request must be JSON.
    ///   - refusal: what is wrong with the request; asked before the probe.
    ///   - answer: does it.
    func handle(
        _ request: Request, _ context: SimulatorContext, _ template: String, hasBody: Bool,
        refusal: @escaping @Sendable (inout SimulatorState, RawJSON) -> APIAnswer? = { _, _ in nil },
        answer: @escaping @Sendable (inout SimulatorState, RawJSON, Double) -> APIAnswer
    ) async throws -> Response {
        guard let body = try await gate.admit(request, template) else { return gate.refusal(request, template) }
        let key = request.method == .post ? request.headers[Self.idempotencyKey] : nil
        if let key, !IdempotencyKey.isValid(key) {
            return APIAnswer.error(400, "invalid_parameter", "Idempotency-Key is not valid", param: "Idempotency-Key")
                .response
        }
        guard let json = try? RawJSON(hasBody ? body : Array("{}".utf8)) else {
            return APIAnswer.error(400, "invalid_parameter", "The body is not valid JSON").response
        }
        let scope = key.map { "POST \(request.uri.path) \($0)" }
        let (start, luck) = core.perform { state, now in
            let luck = "\(template)#\(state.calls[template] ?? 0)"
            return (state.beginWrite(scope, luck, now: now), luck)
        }
        switch start {
        case .answer(let result): return result.response
        case .replay(let result, let transport): return Self.response(result, transport, context)
        case .go: break
        }
        var refused = core.perform { state, _ in refusal(&state, json) }
        if refused == nil, let url = json["url"]?.string { refused = await probe(url) }
        let (result, transport, late) = core.perform { [refused] state, now in
            let result = refused ?? answer(&state, json, now)
            let late = result.status < 300 ? state.lateness(luck) : 0
            if late == 0 { state.endWrite(scope, result, now: now) }
            return (result, result.status < 300 ? state.transport(luck) : .whole, late)
        }
        if late > 0 {
            // Ends early only when the simulator stops; the answer then goes out at once.
            try? await cancelWhenGracefulShutdown { try await Task.sleep(for: core.clock.realDuration(late)) }
            core.perform { state, now in state.endWrite(scope, result, now: now) }
        }
        return Self.response(result, transport, context)
    }

    private static func response(
        _ answer: APIAnswer, _ transport: CreatePlan.Transport, _ context: SimulatorContext
    ) -> Response {
        switch transport {
        case .whole: return answer.response
        case .truncated: return answer.truncatedResponse(context)
        case .lost:
            context.cutConnection()
            return answer.response
        }
    }

    /// Asks a URL whether it is there; nil if it is.
    private func probe(_ url: String) async -> APIAnswer? {
        guard core.perform({ state, _ in state.configuration.probesEndpoints }) else { return nil }
        return await EndpointProbe(client: client, logger: logger).isAnswered(by: url)
            ? nil
            : .error(
                400, "invalid_parameter", "url does not answer OPTIONS with success within 1 second", param: "url")
    }
}
