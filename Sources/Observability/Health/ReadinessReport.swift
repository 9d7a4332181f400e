/// The findings of all checks, in the order in which the checks were given.
struct ReadinessReport: Sendable, Equatable {
    struct Finding: Sendable, Equatable {
        let name: String
        let status: HealthStatus
    }

    let findings: [Finding]

    /// The names of the checks that are not healthy.
    var failing: [String] {
        findings.filter { $0.status != .healthy }.map(\.name)
    }

    var isReady: Bool {
        failing.isEmpty
    }

    /// `{"status":"ready","checks":{…}}`, or `{"status":"unavailable","failing":[…],"checks":{…}}`.
    var json: String {
        let checks = JSONText.object(findings.map { ($0.name, Self.text(of: $0.status)) })
        if isReady { return #"{"status":"ready","checks":\#(checks)}"# }
        let names = failing.map(JSONText.quoted).joined(separator: ",")
        return #"{"status":"unavailable","failing":[\#(names)],"checks":\#(checks)}"#
    }

    /// `/readyz` needs no token, so a reason is cleaned like a log line: an error may quote a connection string.
    private static func text(of status: HealthStatus) -> String {
        switch status {
        case .healthy: "ok"
        case .unhealthy(let reason): LogRedaction.clean(reason)
        }
    }
}
