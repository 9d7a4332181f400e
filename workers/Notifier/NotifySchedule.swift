package import Foundation
package import Jobs

/// When a completion is told again, and when it is given up. No clock, no dice: both are passed in.
package struct NotifySchedule: Sendable {
    /// The gaps after the first, second, … try; the last one repeats. Provider time.
    static let gaps: [Duration] = [
        .seconds(5), .seconds(30), .seconds(120), .seconds(600), .seconds(1800), .seconds(3600), .seconds(7200),
        .seconds(14400),
    ]
    /// How long a completion is told, from when it was owed. Provider time.
    static let patience: Duration = .seconds(86_400)
    /// What gaps are multiplied with, so that the completions of one moment do not come back in one moment.
    package static let jitter: ClosedRange<Double> = 0.8...1.2

    let timeScale: TimeScale

    package init(timeScale: TimeScale) {
        self.timeScale = timeScale
    }

    /// What follows from an answer.
    ///
    /// - Parameters:
    ///   - tries: how many there were, with this one.
    ///   - owedSince: when the completion was owed.
    ///   - jitter: 0.8 to 1.2.
    /// - Returns: what to record, and the reason for ``DeliveryResult/Kind/again(after:)`` and
    ///   ``DeliveryResult/Kind/gone``.
    package func decide(
        _ answer: NotifyAnswer, tries: Int, owedSince: Date, now: Date, jitter: Double
    ) -> (kind: DeliveryResult.Kind, note: String?) {
        let reason: String
        var asked = Duration.zero
        switch answer {
        case .status(200..<300, _): return (.told, nil)
        case .status(410, _): return (.gone, "HTTP 410: the receiver wants no more of this")
        case .jobMissing: return (.gone, "the job is no longer kept")
        case .status(let status, let retryAfter):
            reason = (300..<400).contains(status) ? "HTTP \(status): redirects are not followed" : "HTTP \(status)"
            asked = retryAfter ?? .zero
        case .noAnswer(let why): reason = why
        }
        let left = timeScale.real(Self.patience) - .seconds(now.timeIntervalSince(owedSince))
        guard left > .zero else { return (.gone, "\(reason); given up after \(tries) tries") }
        let gap = timeScale.real(Self.gaps[max(0, min(tries, Self.gaps.count) - 1)]) * jitter
        // The last try is made when the time is over, so none of it is lost to a long gap.
        return (.again(after: max(.milliseconds(1), min(max(gap, asked), left))), reason)
    }
}
