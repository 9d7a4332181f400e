/// Runs a process's health checks.
struct ReadinessProbe: Sendable {
    private let checks: [(name: String, flight: SingleFlight<HealthStatus>)]
    private let deadline: Duration

    init(checks: [HealthCheck], deadline: Duration) {
        precondition(Set(checks.map(\.name)).count == checks.count, "two health checks have the same name")
        self.checks = checks.map { check in (check.name, SingleFlight { await check.check() }) }
        self.deadline = deadline
    }

    /// Runs all checks at once and waits until the deadline at most; a check that has not answered then is unhealthy.
    func report() async -> ReadinessReport {
        await withTaskGroup(of: (Int, ReadinessReport.Finding).self) { group in
            for (index, check) in checks.enumerated() {
                group.addTask { (index, .init(name: check.name, status: await status(of: check.flight))) }
            }
            var findings: [(Int, ReadinessReport.Finding)] = []
            for await finding in group { findings.append(finding) }
            return ReadinessReport(findings: findings.sorted { $0.0 < $1.0 }.map(\.1))
        }
    }

    private func status(of flight: SingleFlight<HealthStatus>) async -> HealthStatus {
        do {
            return try await flight.value(within: deadline)
        } catch is DeadlineExceeded {
            return .unhealthy("no answer within \(deadline.formattedSeconds) s")
        } catch {
            return .unhealthy("the check was cancelled")
        }
    }
}
