import ClapperClient

extension CommandFailure {
    /// What a failed call says to a person: the field and the way out.
    /// - Parameter naming: what the command line calls fields of the request.
    init(
        _ error: ClapperClientError, _ configuration: ClapperClientConfiguration, naming: [String: String] = [:]
    ) {
        let url = configuration.url
        switch error {
        case .invalid(let field, let reason):
            self.init(text: "\(field): \(reason)", exitCode: ExitCodes.usage)
        case .unreachable:
            self.init(text: "no Clapper answers at \(url): start one with 'clapper up', or set CLAPPER_URL")
        case .unauthorized:
            let text =
                configuration.hasToken
                ? "the Clapper at \(url) does not know this token: correct CLAPPER_TOKEN or --token"
                : "the Clapper at \(url) wants a token: set CLAPPER_TOKEN"
            self.init(text: text, exitCode: ExitCodes.auth)
        case .unavailable(let problem): self.init(text: Self.text(problem, naming))
        case .refused(let problem):
            self.init(
                text: Self.text(problem, naming),
                exitCode: Self.isWrongUsage(problem.status) ? ExitCodes.usage : ExitCodes.failure)
        case .interrupted(let reason):
            self.init(
                text: "the connection to \(url) broke (\(reason)): look whether it took effect before you repeat it")
        case .timedOut:
            self.init(text: "\(url) did not answer in time: look whether it took effect before you repeat it")
        case .unreadable(let status, let reason):
            self.init(text: "what answers at \(url) is no Clapper (HTTP \(status), \(reason)): correct CLAPPER_URL")
        case .answerTooLarge:
            self.init(text: "the answer is larger than 32 MiB: ask for fewer with --limit")
        case .canceled:
            self.init(text: "canceled")
        }
    }

    /// Whether the request itself is to blame: bad, too large, of another type. Sent again it is refused again.
    private static func isWrongUsage(_ status: Int) -> Bool { [400, 413, 415].contains(status) }

    private static func text(_ problem: ProblemDocument, _ naming: [String: String]) -> String {
        var text = problem.detail
        if let field = problem.field {
            // Clapper's own sentences begin with the field already.
            if text.hasPrefix("\(field): ") { text.removeFirst(field.count + 2) }
            text = "\(naming[field] ?? field): \(text)"
        }
        guard let job = problem.jobID, !text.contains(job) else { return text }
        return "\(text) (job \(job))"
    }
}
