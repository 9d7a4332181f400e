/// What HeyGen said when it refused something.
package struct APIError: Error, Equatable, Sendable {
    /// The HTTP status; 0 if the request was refused before it was sent.
    package var status: Int
    /// HeyGen's code in lower case. Nil if there was none, or one that says nothing (empty, `error`).
    package var code: String?
    /// HeyGen's words, at most 500 characters; a text made from the status if there were none.
    package var message: String
    /// The field of the request it is about.
    package var param: String?
    /// HeyGen's id of the exchange, for their support.
    package var requestID: String?

    package init(status: Int, code: String?, message: String, param: String? = nil, requestID: String? = nil) {
        self.status = status
        self.code = code
        self.message = String(message.prefix(500))
        self.param = param
        self.requestID = requestID
    }

    /// Why the account has to wait, if that is what this error says.
    package var reason: ThrottleReason? {
        switch code {
        case "insufficient_credit", "trial_limit_exceeded", "plan_upgrade_required", "subscription_required": .credit
        case "quota_exceeded": .quota
        case "rate_limit_exceeded", "rate_limited": .rateLimit
        default:
            switch status {
            case 402: .credit
            case 429: .rateLimit
            default: nil
            }
        }
    }
}

extension APIError: CustomStringConvertible {
    package var description: String {
        var text = "HTTP \(status)"
        if let code { text += " \(code)" }
        text += ": \(message)"
        if let param { text += " (\(param))" }
        return text
    }
}
