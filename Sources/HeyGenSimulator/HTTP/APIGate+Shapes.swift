import HeyGen
import Hummingbird

/// Calls of the same shape.
extension APIGate {
    /// A call that asks for a page.
    ///
    /// - Parameter limit: items on it when the request does not say.
    func page(
        _ request: Request, _ context: SimulatorContext, _ template: String, limit standard: Int,
        answer: @escaping @Sendable (inout SimulatorState, PageRequest, Double) -> APIAnswer
    ) async throws -> Response {
        let query = request.uri.queryParameters
        let (limit, token) = (query["limit"].map(String.init), query["token"].map(String.init))
        return try await handle(request, context, template) { state, _, now in
            do throws(ValidationIssue) {
                return answer(&state, try PageRequest(limit: limit, token: token, standard: standard), now)
            } catch {
                return .invalid(error)
            }
        }
    }

    /// A call that changes something and needs a body.
    func write(
        _ request: Request, _ context: SimulatorContext, _ template: String,
        answer: @escaping @Sendable (inout SimulatorState, RawJSON, Double) -> APIAnswer
    ) async throws -> Response {
        try await handle(request, context, template) { state, body, now in
            Self.parsed(body) { answer(&state, $0, now) }
        }
    }

    static func parsed(_ body: [UInt8], _ answer: (RawJSON) -> APIAnswer) -> APIAnswer {
        guard let json = try? RawJSON(body) else {
            return .error(400, "invalid_parameter", "The body is not valid JSON")
        }
        return answer(json)
    }
}
