/// One thing that must be in order before a process takes work, such as the database or its schema.
package struct HealthCheck: Sendable {
    /// Names the check in `/readyz`; unique among the checks of a process.
    package let name: String

    /// Answers soon, and stops when cancelled. One that does neither is reported as unhealthy at the deadline.
    package let check: @Sendable () async -> HealthStatus

    package init(name: String, check: @escaping @Sendable () async -> HealthStatus) {
        self.name = name
        self.check = check
    }
}
