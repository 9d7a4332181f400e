/// Why a call to HeyGen gave no result, by what the caller can do about it.
package enum HeyGenError: Error, Equatable, Sendable {
    /// Nothing reached HeyGen: DNS, connect, TLS, or no free connection in time. Send again.
    case notSent(String)
    /// HeyGen refused this request and would refuse it again. A create: the job fails. A read: see the code.
    case refused(APIError)
    /// The account has to wait (429, 402, or a code of that meaning; ``APIError/reason``). Nothing was bought.
    case throttled(retryAfter: Duration?, APIError)
    /// Another request with the same idempotency key still runs (409). Wait, then send the same bytes and key again.
    case inProgress(retryAfter: Duration?)
    /// Something this request names is not ready yet. This job alone waits, then the same request is sent again.
    case retryLater(retryAfter: Duration?, APIError)
    /// The credential, the address or the network's edge is wrong. Nothing will work for this account until it is
    /// mended; no job is to blame.
    case credential(status: Int, String)
    /// HeyGen may or may not have done it: timeout, reset, 5xx, an answer that cannot be read. A create: send the same
    /// bytes and key again, never others. A read: read again.
    case ambiguous(String)
    /// The calling task was cancelled, and nothing was bought: it was a read, or a create whose body was not sent.
    case canceled

    /// A word for metrics and logs.
    package var label: String {
        switch self {
        case .notSent: "not_sent"
        case .refused: "refused"
        case .throttled: "throttled"
        case .inProgress: "in_progress"
        case .retryLater: "retry_later"
        case .credential: "credential"
        case .ambiguous: "ambiguous"
        case .canceled: "canceled"
        }
    }

    /// What HeyGen said, where it said something readable.
    package var apiError: APIError? {
        switch self {
        case .refused(let error), .throttled(_, let error), .retryLater(_, let error): error
        default: nil
        }
    }

    /// How long HeyGen asked to wait, 0 to 3,600 s.
    package var retryAfter: Duration? {
        switch self {
        case .throttled(let wait, _), .inProgress(let wait), .retryLater(let wait, _): wait
        default: nil
        }
    }
}

extension HeyGenError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .notSent(let text): "not sent: \(text)"
        case .refused(let error): "refused: \(error)"
        case .throttled(_, let error): "throttled: \(error)"
        case .inProgress: "the same request is still in progress"
        case .retryLater(_, let error): "not ready: \(error)"
        case .credential(let status, let text): "credential: HTTP \(status) \(text)"
        case .ambiguous(let text): "ambiguous: \(text)"
        case .canceled: "canceled"
        }
    }
}
