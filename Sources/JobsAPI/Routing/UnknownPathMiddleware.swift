import HTTPTypes
import Hummingbird
import Problems

/// Answers what no route under `/v1` takes: 401 without a token, then 405 with `Allow` or 404.
struct UnknownPathMiddleware<Context: RequestContext>: RouterMiddleware {
    let access: APIAccess
    let paths: PathTable

    @concurrent
    func handle(
        _ request: Request, context: Context, next: @concurrent (Request, Context) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let error as HTTPError where error.status == .notFound && PathTable.covers(request.uri.path) {
            _ = try access.caller(request.headers)
            let methods = paths.methods(of: request.uri.path)
            guard !methods.isEmpty else {
                throw Problem(.notFound, "there is no \(request.uri.path) here")
            }
            let allowed = methods.map(\.rawValue).joined(separator: ", ")
            var response = Problem(.methodNotAllowed, "\(request.uri.path) takes \(allowed)").response
            response.headers[.allow] = allowed
            return response
        }
    }
}
