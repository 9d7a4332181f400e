/// Why an account may not create for now.
package enum ThrottleReason: String, Equatable, Sendable {
    /// Too many requests, or too many renders at once. Seconds.
    case rateLimit = "rate_limit"
    /// No money or no plan for it. Until somebody pays.
    case credit
    /// A quota is used up. Hours.
    case quota
}
