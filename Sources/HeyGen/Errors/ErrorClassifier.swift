package import Foundation
package import HTTPTypes

/// Decides what an answer that is no success means for the caller. A pure function of the answer.
package enum ErrorClassifier {
    /// Codes that name the account's credential, whatever the status.
    private static let credentialCodes: Set<String> = ["unauthorized", "authentication_failed"]
    /// Codes of things that become ready by themselves.
    private static let notReadyCodes: Set<String> = [
        "resource_not_ready", "brand_kit_not_ready", "asset_not_available",
    ]

    /// - Parameters:
    ///   - status: the HTTP status; a 2xx is ambiguous here, for the caller found no result in it.
    ///   - now: what a date in `Retry-After` is compared with.
    package static func classify(
        status: Int, headers: HTTPFields, body: [UInt8], now: Date = Date()
    ) -> HeyGenError {
        let envelope = ErrorEnvelope(body)
        let error = APIError(
            status: status, code: envelope?.code, message: envelope?.message ?? defaultMessage(status),
            param: envelope?.param, requestID: requestID(headers))
        let wait = RetryAfter.parse(headers[.retryAfter], now: now)
        switch status {
        case 300..<400: return .credential(status: status, "an unexpected redirect; is the base URL right?")
        case 401: return .credential(status: status, error.message)
        case 402, 429: return .throttled(retryAfter: wait, error)
        case 408, 425, 499: return .ambiguous(error.description)
        case 413: return .refused(error)
        case 400..<500: break
        default: return .ambiguous(error.description)
        }
        if isHTML(headers, body) { return .credential(status: status, "a page instead of an answer of HeyGen's API") }
        guard let code = error.code else { return classifyWithoutCode(error, hasEnvelope: envelope != nil) }
        if credentialCodes.contains(code) { return .credential(status: status, error.message) }
        if error.reason != nil { return .throttled(retryAfter: wait, error) }
        if code == "request_in_progress" { return .inProgress(retryAfter: wait) }
        if notReadyCodes.contains(code) { return .retryLater(retryAfter: wait, error) }
        return .refused(error)
    }

    /// A 4xx that names no reason. What is surely about the request is refused; 403, 404 and 405 may come from a wrong
    /// address or an edge and must not fail jobs; of the rest nobody knows.
    private static func classifyWithoutCode(_ error: APIError, hasEnvelope: Bool) -> HeyGenError {
        switch error.status {
        case 403, 404, 405: .credential(status: error.status, error.message)
        case 400 where hasEnvelope, 422 where hasEnvelope: .refused(error)
        default: .ambiguous(error.description)
        }
    }

    private static func isHTML(_ headers: HTTPFields, _ body: [UInt8]) -> Bool {
        if headers[.contentType]?.lowercased().contains("html") == true { return true }
        return body.first { !ASCII.isWhitespace($0) } == UInt8(ascii: "<")
    }

    private static func requestID(_ headers: HTTPFields) -> String? {
        HTTPField.Name("X-Request-Id").flatMap { headers[$0] }.map { String($0.prefix(200)) }
    }

    private static func defaultMessage(_ status: Int) -> String {
        switch status {
        case 400: "validation error"
        case 401: "unauthorized"
        case 402: "insufficient credit"
        case 403: "forbidden"
        case 404: "not found"
        case 409: "conflict"
        case 413: "payload too large"
        case 429: "rate limit exceeded"
        case 500...: "server error"
        default: "no message"
        }
    }
}
