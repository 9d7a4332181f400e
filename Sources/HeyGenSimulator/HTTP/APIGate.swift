import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// What every call of the API goes through: the count, the edge, the credential, the faults of reads.
struct APIGate: Sendable {
    private static let bodyLimitBytes = 2 * 1024 * 1024
    private static let apiKey = HTTPField.Name("X-Api-Key")!

    let core: SimulatorCore

    /// Answers one call.
    ///
    /// - Parameters:
    ///   - template: method and path without ids, as the ledger counts them.
    ///   - answer: called with the body only when the call is let in.
    func handle(
        _ request: Request, _ context: SimulatorContext, _ template: String,
        answer: @Sendable (inout SimulatorState, [UInt8], Double) -> APIAnswer
    ) async throws -> Response {
        guard let body = try await admit(request, template) else { return refusal(request, template) }
        let (result, truncated) = core.perform { state, now in
            let luck = "\(template)#\(state.calls[template] ?? 0)"
            if let fault = state.readFault(luck) { return (fault, false) }
            return (answer(&state, body, now), state.dice.strikes(.truncateBody, state.configuration.faults, luck))
        }
        return truncated ? result.truncatedResponse(context) : result.response
    }

    /// Counts the call and reads its body; nil if it is not let in.
    func admit(_ request: Request, _ template: String) async throws -> [UInt8]? {
        core.perform { state, _ in _ = state.count(template) }
        let body = try await request.body.collect(upTo: Self.bodyLimitBytes)
        return refusalAnswer(request) == nil ? Array(body.readableBytesView) : nil
    }

    func refusal(_ request: Request, _ template: String) -> Response {
        (refusalAnswer(request) ?? .error(500, "internal_error", "Let in and refused")).response
    }

    private func refusalAnswer(_ request: Request) -> APIAnswer? {
        let agent = request.headers[.userAgent] ?? ""
        if agent.isEmpty || agent.hasPrefix("Python-urllib") { return .html(403, "Forbidden") }
        guard isAuthorized(request.headers) else {
            return .error(401, "unauthorized", "Invalid or missing credentials")
        }
        guard [.post, .patch, .put].contains(request.method) else { return nil }
        // A rotation has no body and needs no content type, nor does the stop of a session.
        let path = request.uri.path
        if request.headers[.contentLength] == "0" || path.hasSuffix("/rotate-secret") || path.hasSuffix("/stop") {
            return nil
        }
        let type = request.headers[.contentType]?.lowercased() ?? ""
        if type == "application/json" || type.hasPrefix("application/json;") { return nil }
        return .error(415, "invalid_parameter", "Content-Type must be application/json")
    }

    private func isAuthorized(_ headers: HTTPFields) -> Bool {
        var given = headers[Self.apiKey]
        if given == nil, let authorization = headers[.authorization], authorization.hasPrefix("Bearer ") {
            given = String(authorization.dropFirst("Bearer ".count))
        }
        guard let given, !given.isEmpty else { return false }
        let expected = core.perform { state, _ in state.configuration.apiKey }
        return expected == nil || expected == given
    }
}
