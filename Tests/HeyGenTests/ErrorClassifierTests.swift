import Foundation
import HTTPTypes
import Testing

@testable import HeyGen

@Suite struct ErrorClassifierTests {
    private func classify(_ status: Int, _ body: String, _ headers: HTTPFields = [:]) -> HeyGenError {
        ErrorClassifier.classify(
            status: status, headers: headers, body: Array(body.utf8), now: Date(timeIntervalSince1970: 784_111_777))
    }

    private func envelope(_ code: String) -> String { #"{"error":{"code":"\#(code)","message":"m"}}"# }

    @Test(
        "each code of the contract falls in its class",
        arguments: [
            ("unauthorized", 401, "credential"), ("authentication_failed", 401, "credential"),
            ("forbidden", 403, "refused"), ("resource_access_denied", 403, "refused"),
            ("ai_vendor_access_restricted", 403, "refused"), ("voice_not_usable", 403, "refused"),
            ("insufficient_credit", 402, "throttled"), ("trial_limit_exceeded", 402, "throttled"),
            ("plan_upgrade_required", 403, "throttled"), ("subscription_required", 402, "throttled"),
            ("invalid_parameter", 400, "refused"), ("content_policy_violation", 400, "refused"),
            ("avatar_not_usable", 400, "refused"), ("avatar_consent_required", 403, "refused"),
            ("voice_unavailable", 400, "refused"), ("download_failed", 400, "refused"),
            ("resource_limit_reached", 400, "refused"), ("resource_limit_exceeded", 400, "refused"),
            ("asset_not_available", 404, "retry_later"), ("asset_not_available", 409, "retry_later"),
            ("not_found", 404, "refused"), ("video_not_found", 404, "refused"), ("avatar_not_found", 404, "refused"),
            ("request_in_progress", 409, "in_progress"), ("REQUEST_IN_PROGRESS", 409, "in_progress"),
            ("resource_not_ready", 409, "retry_later"), ("brand_kit_not_ready", 409, "retry_later"),
            ("conflict", 409, "refused"), ("payload_too_large", 413, "refused"),
            ("rate_limit_exceeded", 429, "throttled"), ("rate_limited", 429, "throttled"),
            ("quota_exceeded", 429, "throttled"), ("internal_error", 500, "ambiguous"),
            ("voice_provider_error", 502, "ambiguous"), ("service_unavailable", 503, "ambiguous"),
            ("gateway_timeout", 504, "ambiguous"), ("a_new_code", 400, "refused"), ("a_new_code", 422, "refused"),
            ("a_new_code", 500, "ambiguous"), ("a_new_code", 429, "throttled"), ("unauthorized", 403, "credential"),
        ])
    func codes(_ code: String, _ status: Int, _ label: String) {
        #expect(classify(status, envelope(code)).label == label)
    }

    @Test(
        "an answer without a code is classified by its status and shape",
        arguments: [
            (301, "", "credential"), (302, "", "credential"), (401, "", "credential"), (402, "", "throttled"),
            (403, "", "credential"), (404, "{}", "credential"), (405, "x", "credential"), (408, "", "ambiguous"),
            (409, "", "ambiguous"), (413, "<html>", "refused"), (429, "<html>", "throttled"),
            (400, "<html></html>", "credential"), (400, " <!doctype html>", "credential"), (400, "", "ambiguous"),
            (400, #"{"error":"bad"}"#, "refused"), (400, #"{"error":{"message":"bad"}}"#, "refused"),
            (403, #"{"error":{"code":"error","message":"m"}}"#, "credential"),
            (404, #"{"error":{"code":"","message":"m"}}"#, "credential"), (500, "<html>", "ambiguous"),
            (502, "", "ambiguous"), (200, "{}", "ambiguous"), (418, "", "ambiguous"), (600, "", "ambiguous"),
        ])
    func statuses(_ status: Int, _ body: String, _ label: String) {
        #expect(classify(status, body).label == label)
    }

    @Test("HTML is known by its content type too")
    func htmlByHeader() {
        #expect(classify(403, "Denied", [.contentType: "text/html; charset=utf-8"]).label == "credential")
    }

    @Test("the envelope is read in all its shapes")
    func envelopes() {
        let requestID = HTTPField.Name("X-Request-Id")!
        let full = classify(
            400, #"{"error":{"code":"INVALID_PARAMETER","message":"no","param":"script"}}"#, [requestID: "r1"])
        #expect(
            full
                == .refused(
                    APIError(status: 400, code: "invalid_parameter", message: "no", param: "script", requestID: "r1")))
        let codeAlone = classify(400, #"{"error":{"code":"x"}}"#)
        #expect(codeAlone.apiError == APIError(status: 400, code: "x", message: "validation error"))
        let plain = classify(400, #"{"error":"just text"}"#)
        #expect(plain.apiError == APIError(status: 400, code: nil, message: "just text"))
        let flat = classify(400, #"{"code":400543,"message":"legacy"}"#)
        #expect(flat.apiError == APIError(status: 400, code: "400543", message: "legacy"))
        let long = classify(400, #"{"error":{"code":"x","message":"\#(String(repeating: "m", count: 900))"}}"#)
        #expect(long.apiError?.message.count == 500)
    }

    @Test("the reason for a wait is known")
    func reasons() {
        #expect(classify(429, "").apiError?.reason == .rateLimit)
        #expect(classify(429, envelope("quota_exceeded")).apiError?.reason == .quota)
        #expect(classify(402, "").apiError?.reason == .credit)
        #expect(classify(400, envelope("x")).apiError?.reason == nil)
    }

    @Test(
        "Retry-After is seconds or a date, clamped, and garbage is no advice",
        arguments: [
            ("7", 7), (" 12 ", 12), ("0", 0), ("86400", 3600), ("99999999999999999999", 3600), ("-5", nil),
            ("soon", nil), ("", nil), ("1.5", nil), ("Sun, 06 Nov 1994 08:50:37 GMT", 60),
            ("Sun, 06 Nov 1994 08:00:00 GMT", 0), ("Sun, 06 Nov 2094 08:00:00 GMT", 3600),
            ("Sun, 06 Nov 1994 08:50:37 PST", nil), ("Sun, 99 Nov 1994 08:50:37 GMT", nil),
        ] as [(String, Int?)])
    func retryAfter(_ value: String, _ seconds: Int?) {
        let error = classify(429, "", [.retryAfter: value])
        #expect(error.retryAfter == seconds.map { .seconds($0) })
    }
}
