import HTTPTypes
import Hummingbird
import Problems

/// Adds routes under `/v1`, each behind the token, each with errors that its caller can read.
struct GuardedRoutes<Context: RequestContext> {
    typealias Handler = @Sendable (Request, Context, APICaller) async throws -> Response

    private let group: RouterGroup<Context>
    private let access: APIAccess
    private(set) var paths = PathTable()

    init(router: Router<Context>, access: APIAccess) {
        self.group = router.group("\(PathTable.prefix)")
        self.access = access
    }

    /// Adds a route; `path` is without the prefix, as in `jobs/{id}`.
    mutating func on(_ method: HTTPRequest.Method, _ path: String, _ handler: @escaping Handler) {
        paths.add(method, path)
        group.on(RouterPath(path), method: method) { [access] request, context in
            // First of all, before a byte of the body is read.
            let caller = try access.caller(request.headers)
            do {
                return try await handler(request, context, caller)
            } catch {
                throw Problem.answering(error, context.logger)
            }
        }
    }
}
