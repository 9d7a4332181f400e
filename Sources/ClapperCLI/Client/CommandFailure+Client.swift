import ClapperClient

extension CommandFailure {
    /// What a failed call says to a person: the field and the way out.
    init(_ error: ClapperClientError, _ configuration: ClapperClientConfiguration) {
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
        case .unavailable(let problem), .refused(let problem):
            self.init(text: Self.text(problem))
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

    private static func text(_ problem: ProblemDocument) -> String {
        let text = problem.field.map { "\($0): \(problem.detail)" } ?? problem.detail
        guard let job = problem.jobID, !text.contains(job) else { return text }
        return "\(text) (job \(job))"
    }
}
