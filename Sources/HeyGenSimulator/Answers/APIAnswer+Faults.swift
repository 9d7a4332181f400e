extension APIAnswer {
    /// Too much at once. The wait is in simulated seconds, as all of HeyGen's are.
    static func throttled(_ message: String) -> APIAnswer {
        .error(429, "rate_limit_exceeded", message, retryAfter: 10)
    }

    /// A 5xx of HeyGen itself, before anything happened.
    static func internalError(variant: Double) -> APIAnswer {
        variant < 0.5
            ? .error(500, "internal_error", "Something went wrong")
            : .error(503, "service_unavailable", "The service is unavailable")
    }

    /// A 5xx of a gateway, after HeyGen did its work.
    static func gatewayError(variant: Double) -> APIAnswer {
        variant < 0.5 ? .html(502, "Bad Gateway") : .error(504, "gateway_timeout", "The upstream timed out")
    }
}

extension CreatePlan {
    /// The same plan with another answer on the wire; what the key replays stays.
    func replacingAnswer(_ answer: APIAnswer) -> CreatePlan {
        var plan = self
        plan.shownAnswer = answer
        return plan
    }
}
