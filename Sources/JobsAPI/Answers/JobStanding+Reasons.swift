import Foundation
import HeyGen
import Jobs

extension JobStanding {
    /// Why the job stands where it stands, in sentences for an operator.
    /// - Parameter keyWindow: how long after the first send, in real time, an attempt is replayed under its key.
    func reasons(keyWindow: Duration) -> [String] {
        switch state {
        case .queued: queuedReasons
        case .submitting: submittingReasons
        case .rendering: renderingReasons
        case .unknown: unknownReasons(keyWindow)
        case .succeeded, .failed, .canceled: endedReasons
        }
    }

    private var queuedReasons: [String] {
        var reasons: [String] = []
        if let refusal = credentialReason { reasons.append("\(refusal); nothing is sent until it is accepted again") }
        if let holdUntil, holdUntil > at {
            reasons.append("the account sends nothing until \(holdUntil.rfc3339): \(holdReason ?? "no reason given")")
        }
        if let renderLimit, inUse >= renderLimit {
            let ended = inUseEnded == 0 ? "" : ", \(inUseEnded) by jobs that have ended while HeyGen renders on"
            reasons.append("no render slot is free: \(inUse) of \(renderLimit) are in use\(ended)")
        }
        if let nextAt, nextAt > at { reasons.append("it waits until \(nextAt.rfc3339)") }
        if reasons.isEmpty {
            reasons.append(
                "it is due and a render slot is free (\(inUse) of \(renderLimit ?? 0) in use): a submitter takes it "
                    + "within seconds; if it stays here, none runs, or HeyGen does not answer the one that does (its log "
                    + "says so)")
        }
        if let note { reasons.append("note: \(note)") }
        if attempt > 1 { reasons.append("this is paid attempt \(attempt)") }
        return reasons
    }

    private var submittingReasons: [String] {
        let place =
            firstSentAt.map { "it was sent at \($0.rfc3339), and the answer is not recorded yet" }
            ?? "a submitter has claimed it and has not sent it yet"
        return [place] + noteReason
    }

    private var renderingReasons: [String] {
        var reasons = [
            "HeyGen accepted it\(submittedAt.map { " at \($0.rfc3339)" } ?? "") as \(noun) \(videoID ?? "without an id")"
        ]
        if let refusal = credentialReason { reasons.append("\(refusal); nothing is read until it is accepted again") }
        let ending = hasEvents ? "an event ends it, or a read" : "HeyGen has no event for it, so a read ends it"
        reasons.append(
            "\(ending): \(reads) made\(nextAt.map { ", the next at \($0.rfc3339)" } ?? "")")
        return reasons + noteReason
    }

    private func unknownReasons(_ keyWindow: Duration) -> [String] {
        var reasons = [
            "it was first sent\(firstSentAt.map { " at \($0.rfc3339)" } ?? "") and got no clear answer: it may have "
                + "been bought, so it keeps its render slot"
        ]
        reasons += noteReason
        let end = firstSentAt.map { $0 + keyWindow.seconds }
        if let end, end <= at {
            reasons.append(
                "the window of its key ended at \(end.rfc3339), so it is not sent again: look for the \(noun) at HeyGen, "
                    + "then attach it to the job, or fail the job")
        } else {
            if let refusal = credentialReason {
                reasons.append("\(refusal); nothing is sent until it is accepted again")
            }
            let next = nextAt.map { date in
                date > at
                    ? "it is replayed with the same key at \(date.rfc3339)"
                    : "it is due to be replayed with the same key: a submitter that reaches HeyGen does so"
            }
            reasons.append(
                (next ?? "a submitter replays it now with the same key")
                    + (end.map { ", and so on until \($0.rfc3339)" } ?? ""))
        }
        return reasons
    }

    private var endedReasons: [String] {
        var reasons = [
            "it \(state == .canceled ? "was canceled" : state.rawValue)\(finishedAt.map { " at \($0.rfc3339)" } ?? ""), "
                + "by word of \(resolvedBy ?? "nobody known")"
        ]
        if state == .succeeded, let videoID {
            reasons.append("HeyGen's id of it is \(videoID); GET /v1/jobs/\(job)/video leads to what it made")
        }
        if state == .failed {
            reasons.append("failure \(failureCode ?? "without a code"): \(failureMessage ?? "no message")")
        }
        if phase != nil {
            reasons.append("HeyGen may still render it: it keeps its render slot until HeyGen says otherwise")
        }
        return reasons + tellingReasons
    }

    private var tellingReasons: [String] {
        guard hasNotifyURL else { return [] }
        if owed > 0 {
            let last =
                owedTries == 0 ? "not tried yet" : "tried \(owedTries) times, the last: \(owedNote ?? "no answer yet")"
            let next = owedNextAt.map { ", next at \($0.rfc3339)" } ?? ""
            return ["its notify_url is not told yet: \(last)\(next); without a notifier and its secret nobody is told"]
        }
        if let givenUp { return ["telling its notify_url was given up: \(givenUp)"] }
        return ["its notify_url was told"]
    }

    private var hasEvents: Bool { RenderKind.named(kind)?.hasEvents ?? true }

    /// What HeyGen makes of a job of this kind.
    private var noun: String { RenderKind.named(kind)?.resource.noun ?? "video" }

    private var credentialReason: String? {
        credentialFailedAt.map {
            "HeyGen refuses the account's credential since \($0.rfc3339)\(holdReason.map { " (\($0))" } ?? "")"
        }
    }

    private var noteReason: [String] { note.map { ["note: \($0)"] } ?? [] }
}
