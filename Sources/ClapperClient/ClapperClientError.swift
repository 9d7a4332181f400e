/// Why a call to Clapper gave no document.
package enum ClapperClientError: Error, Equatable, Sendable {
    /// The call was not made: this argument cannot be sent. Correct it.
    case invalid(field: String, reason: String)
    /// Nothing answers at the address: refused, unknown host, no route. Nothing was sent; start a Clapper or correct the
    /// address.
    case unreachable(String)
    /// 401: no token, or one this Clapper does not know.
    case unauthorized(ProblemDocument)
    /// 503, also after repeats: Clapper cannot do it now. A call that is safe to repeat may be made again.
    case unavailable(ProblemDocument)
    /// Any other problem document: the call would be refused again. It names the field, where one is to blame.
    case refused(ProblemDocument)
    /// The connection broke before the answer was complete. A POST may have taken effect.
    case interrupted(String)
    /// No answer in time. A POST may have taken effect.
    case timedOut
    /// An answer that is not Clapper's: no JSON, a redirect, a page. The address is probably another server's.
    case unreadable(status: Int, String)
    /// The answer is larger than ``ClapperClient/answerLimitBytes``. Ask for a smaller page.
    case answerTooLarge
    /// The calling task was cancelled. A POST that had begun may have taken effect.
    case canceled

    /// What Clapper said, where it said something.
    package var problem: ProblemDocument? {
        switch self {
        case .unauthorized(let problem), .unavailable(let problem), .refused(let problem): problem
        default: nil
        }
    }

    /// Whether the trouble may pass by itself, so that a read may be made again.
    package var isPassing: Bool {
        switch self {
        case .unreachable, .unavailable, .interrupted, .timedOut: true
        case .invalid, .unauthorized, .refused, .unreadable, .answerTooLarge, .canceled: false
        }
    }
}
