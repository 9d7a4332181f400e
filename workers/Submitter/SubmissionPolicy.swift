import HeyGen
import Jobs

/// What an error of a create means for its job. A pure function; what it means for the account is ``AccountGuard``'s.
struct SubmissionPolicy: Sendable {
    let timeScale: TimeScale
    /// How long submits of the account wait after a throttle.
    let accountWait: @Sendable (Duration?, APIError) -> Duration

    /// - Parameter jitter: 0 to 1, so that jobs do not come back together.
    func answer(to error: HeyGenError, for claim: ClaimedJob, jitter: Double) -> SubmissionAnswer {
        let spread = 0.75 + jitter / 2
        func again(_ provider: Duration) -> Duration { timeScale.real(provider) * spread }
        switch error {
        case .notSent(let reason):
            return SubmissionAnswer(claim, .notSent, wait: again(.seconds(2)), note: "not sent: \(reason)")
        case .canceled:
            return SubmissionAnswer(claim, .notSent, wait: .zero, note: "not sent: the submitter was stopped")
        case .refused(let refusal):
            return SubmissionAnswer(
                // The wait is for a replay: an attempt of unknown fate stays so, and a refusal must not make it spin.
                claim, .refused(code: refusal.code, message: Self.message(of: refusal)), wait: again(replayGap(claim)),
                note: "refused: \(refusal)")
        case .throttled(let retryAfter, let reason):
            return SubmissionAnswer(
                claim, .throttled, wait: accountWait(retryAfter, reason) * spread, note: "throttled: \(reason)")
        case .retryLater(let retryAfter, let reason):
            return SubmissionAnswer(
                claim, .throttled, wait: again(retryAfter ?? .seconds(30)), note: "not ready: \(reason)")
        case .credential(let status, let reason):
            return SubmissionAnswer(
                claim, .throttled, wait: .milliseconds(1), note: "the credential was refused: HTTP \(status) \(reason)")
        case .inProgress(let retryAfter):
            // An earlier send of this attempt still runs there: it may be bought, so only evidence settles it.
            return SubmissionAnswer(
                claim, .unknown, wait: again(retryAfter ?? .seconds(5)), note: "HeyGen still works on an earlier send")
        case .ambiguous(let reason):
            return SubmissionAnswer(
                claim, .unknown, wait: again(replayGap(claim)), note: "no clear answer: \(reason)")
        }
    }

    /// 5 s, doubling with every claim of the attempt, at most 10 min. Provider time.
    private func replayGap(_ claim: ClaimedJob) -> Duration {
        min(.seconds(600), .seconds(5) * (1 << min(max(claim.epoch - 1, 0), 10)))
    }

    private static func message(of error: APIError) -> String {
        error.param.map { "\(error.message) (\($0))" } ?? error.message
    }
}
