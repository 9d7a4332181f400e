import HTTPTypes
package import Hummingbird
import Logging
import NIOCore

/// Gives every error that leaves a route the shape of a ``Problem``, the server's own (no such route, body too large) too.
///
/// An error nobody foresaw is our own trouble: it is logged, and answered 503 so that the caller asks again.
package struct ProblemMiddleware<Context: RequestContext>: RouterMiddleware {
    package init() {}

    @concurrent
    package func handle(
        _ request: Request, context: Context, next: @concurrent (Request, Context) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let problem as Problem {
            return problem.response
        } catch is NIOTooManyBytesError {
            return Problem(.contentTooLarge, "the body is larger than this route takes").response
        } catch let error as HTTPError {
            return Self.problem(error, request).response
        } catch let error as CancellationError {
            throw error
        } catch {
            context.logger.error(
                "request failed", metadata: ["path": "\(request.uri.path)", "reason": "\(error)"])
            return Problem.unavailable("this did not work, and the reason is ours: ask again").response
        }
    }

    private static func problem(_ error: HTTPError, _ request: Request) -> Problem {
        switch error.status {
        case .notFound: Problem(.notFound, "there is no \(request.method) \(request.uri.path) here")
        case .contentTooLarge: Problem(.contentTooLarge, "the body is larger than this route takes")
        default: Problem(error.status, error.body ?? error.status.reasonPhrase)
        }
    }
}
