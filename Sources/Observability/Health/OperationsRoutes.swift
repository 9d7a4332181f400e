package import Hummingbird

/// The routes for those who run the process: `/livez`, `/readyz` and `/metrics`. None needs a token.
package struct OperationsRoutes<Context: RequestContext>: Sendable {
    private let registry: PrometheusRegistry
    private let probe: ReadinessProbe
    private let retryAfterSeconds: Int

    /// - Parameters:
    ///   - checks: what `/readyz` asks. Their names must differ.
    ///   - deadline: how long `/readyz` waits for them.
    ///   - retryAfterSeconds: what a 503 of `/readyz` tells the caller to wait.
    package init(
        registry: PrometheusRegistry, checks: [HealthCheck], deadline: Duration = .seconds(2),
        retryAfterSeconds: Int = 5
    ) {
        self.registry = registry
        self.probe = ReadinessProbe(checks: checks, deadline: deadline)
        self.retryAfterSeconds = retryAfterSeconds
    }

    /// Adds the routes. Add them before the middleware that asks for tokens or logs requests: middleware applies to
    /// the routes added after it.
    package func add(to router: some RouterMethods<Context>) {
        router.get("livez") { _, _ in
            // Says only that the process answers: a database that is down is no reason to be killed.
            Self.response(.ok, contentType: "application/json", body: #"{"status":"alive"}"#)
        }
        router.get("readyz") { [probe, retryAfterSeconds] _, _ in
            let report = await probe.report()
            var response = Self.response(
                report.isReady ? .ok : .serviceUnavailable, contentType: "application/json", body: report.json)
            if !report.isReady { response.headers[.retryAfter] = String(retryAfterSeconds) }
            return response
        }
        router.get("metrics") { [registry] _, _ in
            Self.response(
                .ok, contentType: "text/plain; version=0.0.4; charset=utf-8", body: await registry.render())
        }
    }

    private static func response(_ status: HTTPResponse.Status, contentType: String, body: String) -> Response {
        Response(
            status: status, headers: [.contentType: contentType, .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: body)))
    }
}
