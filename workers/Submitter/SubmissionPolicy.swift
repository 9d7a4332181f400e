import HeyGen
import Jobs

/// What an error of a create means for its job. A pure function; what it means for the account is ``AccountGuard``'s.
struct SubmissionPolicy: Sendable {
    let timeScale: TimeScale
    /// How long submits of the account wait after a throttle.
    let accountWait: @Sendable (Duration?, APIError) -> Duration

    /// - Parameter jitter: 0 to 1, so that jobs do not come back together.
    func answer(to error: HeyGenError, for claim: ClaimedJob, jitter: Double) -> SubmissionAnswer {
        let (kind, wait, note) = reaction(to: error, claims: claim.epoch, jitter: jitter)
        return SubmissionAnswer(claim, kind, wait: wait, note: note)
    }

    /// The same for a batch: what is refused of it is judged singly later.
    func answer(to error: HeyGenError, for batch: ClaimedBatch, jitter: Double) -> BatchAnswer {
        let (kind, wait, note) = reaction(to: error, claims: batch.epoch, jitter: jitter)
        switch kind {
        case .refused: return BatchAnswer(batch, .refused, wait: .zero, note: "sent singly, for the batch was \(note)")
        case .notSent: return BatchAnswer(batch, .notSent, wait: wait, note: note)
        case .throttled: return BatchAnswer(batch, .throttled, wait: wait, note: note)
        case .unknown, .accepted: return BatchAnswer(batch, .unknown, wait: wait, note: note)
        }
    }

    private func reaction(
        to error: HeyGenError, claims: Int, jitter: Double
    ) -> (SubmissionAnswer.Kind, wait: Duration, note: String) {
        let spread = 0.75 + jitter / 2
        func again(_ provider: Duration) -> Duration { timeScale.real(provider) * spread }
        switch error {
        case .notSent(let reason): return (.notSent, again(.seconds(2)), "not sent: \(reason)")
        case .canceled: return (.notSent, .zero, "not sent: the submitter was stopped")
        case .refused(let refusal):
            // The wait is for a replay: an attempt of unknown fate stays so, and a refusal must not make it spin.
            return (
                .refused(code: refusal.code, message: Self.message(of: refusal)), again(Self.replayGap(claims)),
                "refused: \(refusal)"
            )
        case .throttled(let retryAfter, let reason):
            return (.throttled, accountWait(retryAfter, reason) * spread, "throttled: \(reason)")
        case .retryLater(let retryAfter, let reason):
            return (.throttled, again(retryAfter ?? .seconds(30)), "not ready: \(reason)")
        case .credential(let status, let reason):
            return (.throttled, .milliseconds(1), "the credential was refused: HTTP \(status) \(reason)")
        case .inProgress(let retryAfter):
            // An earlier send of this attempt still runs there: it may be bought, so only evidence settles it.
            return (.unknown, again(retryAfter ?? .seconds(5)), "HeyGen still works on an earlier send")
        case .ambiguous(let reason): return (.unknown, again(Self.replayGap(claims)), "no clear answer: \(reason)")
        }
    }

    /// 5 s, doubling with every claim of the attempt, at most 10 min. Provider time.
    private static func replayGap(_ claims: Int) -> Duration {
        min(.seconds(600), .seconds(5) * (1 << min(max(claims - 1, 0), 10)))
    }

    private static func message(of error: APIError) -> String {
        error.param.map { "\(error.message) (\($0))" } ?? error.message
    }
}
