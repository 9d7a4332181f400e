import Foundation
import Hummingbird
import HummingbirdTesting
import Metrics
import Observability
import Testing

struct OperationsRoutesTests {
    private struct Readiness: Decodable, Equatable {
        var status: String
        var failing: [String]?
        var checks: [String: String]
    }

    private func application(
        checks: [HealthCheck], registry: PrometheusRegistry = PrometheusRegistry(), deadline: Duration = .seconds(60)
    ) -> some ApplicationProtocol {
        let router = Router(context: BasicRequestContext.self)
        OperationsRoutes(registry: registry, checks: checks, deadline: deadline).add(to: router)
        return Application(router: router)
    }

    private func readiness(of checks: [HealthCheck], deadline: Duration = .seconds(60)) async throws -> (
        response: TestResponse, body: Readiness
    ) {
        try await application(checks: checks, deadline: deadline).test(.router) { client in
            let response = try await client.execute(uri: "/readyz", method: .get)
            return (response, try JSONDecoder().decode(Readiness.self, from: Data(response.body.readableBytesView)))
        }
    }

    @Test("livez answers 200 although every check fails")
    func live() async throws {
        let failing = HealthCheck(name: "database") { .unhealthy("down") }
        try await application(checks: [failing]).test(.router) { client in
            let response = try await client.execute(uri: "/livez", method: .get)
            #expect(response.status == .ok)
        }
    }

    @Test("readyz answers 200 and lists the checks when all are healthy")
    func ready() async throws {
        let checks = ["database", "schema"].map { HealthCheck(name: $0) { .healthy } }
        let (response, body) = try await readiness(of: checks)
        #expect(response.status == .ok)
        #expect(response.headers[.contentType] == "application/json")
        #expect(body == Readiness(status: "ready", checks: ["database": "ok", "schema": "ok"]))
    }

    @Test("readyz answers 503 with Retry-After and names the failing check, without the secret its reason quotes")
    func unready() async throws {
        let checks = [
            HealthCheck(name: "schema") { .healthy },
            HealthCheck(name: "database") { .unhealthy("postgres://u:hunter2@h/d refused \"us\"") },
        ]
        let (response, body) = try await readiness(of: checks)
        #expect(response.status == .serviceUnavailable)
        #expect(response.headers[.retryAfter] == "5")
        #expect(body.failing == ["database"])
        #expect(body.checks == ["schema": "ok", "database": "postgres://[redacted]@h/d refused \"us\""])
    }

    @Test("readyz cuts a check that hangs at the deadline and says which one it was")
    func hanging() async throws {
        let stuck = HangingOperation()
        defer { stuck.release() }
        let checks = [
            HealthCheck(name: "schema") { .healthy },
            HealthCheck(name: "database") {
                await stuck.hang()
                return .healthy
            },
        ]
        let (response, body) = try await readiness(of: checks, deadline: .milliseconds(20))
        #expect(response.status == .serviceUnavailable)
        #expect(body.failing == ["database"])
        #expect(body.checks["database"] == "no answer within 0.02 s")
    }

    @Test("checks run at the same time: each waits for the other")
    func concurrent() async throws {
        let (toFirst, first) = AsyncStream.makeStream(of: Void.self)
        let (toSecond, second) = AsyncStream.makeStream(of: Void.self)
        let checks = [
            HealthCheck(name: "first") {
                second.yield()
                for await _ in toFirst { break }
                return .healthy
            },
            HealthCheck(name: "second") {
                first.yield()
                for await _ in toSecond { break }
                return .healthy
            },
        ]
        let (response, _) = try await readiness(of: checks)
        #expect(response.status == .ok)
    }

    @Test("metrics answers the registry's page with the content type of the text format")
    func metrics() async throws {
        let registry = PrometheusRegistry()
        Counter(label: "x_total", factory: registry).increment()
        try await application(checks: [], registry: registry).test(.router) { client in
            let response = try await client.execute(uri: "/metrics", method: .get)
            #expect(response.status == .ok)
            #expect(response.headers[.contentType] == "text/plain; version=0.0.4; charset=utf-8")
            #expect(String(buffer: response.body).contains("x_total 1\n"))
        }
    }
}
