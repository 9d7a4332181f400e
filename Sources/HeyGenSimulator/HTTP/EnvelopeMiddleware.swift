import Hummingbird
import NIOCore

/// Gives the server's own errors (no such route, body too large) HeyGen's envelope.
struct EnvelopeMiddleware: RouterMiddleware {
    typealias Context = SimulatorContext

    func handle(
        _ request: Request, context: SimulatorContext,
        next: @concurrent (Request, SimulatorContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch is NIOTooManyBytesError {
            return APIAnswer.error(413, "payload_too_large", "The body is too large").response
        } catch let error as HTTPError {
            let answer: APIAnswer =
                switch error.status {
                case .notFound: .error(404, "not_found", "No such resource")
                default: .error(error.status.code, "invalid_parameter", error.body ?? "Refused")
                }
            return answer.response
        }
    }
}
