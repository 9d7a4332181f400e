import Foundation
package import HTTPTypes
package import Hummingbird

/// An error as others read it: a problem document of RFC 9457, `application/problem+json`.
///
/// The one shape of every error that Clapper's routes answer. A refusal of a field names it, and the way out.
package struct Problem: HTTPResponseError, Equatable {
    package let status: HTTPResponse.Status
    /// What is wrong and the way out, in one sentence for a person.
    package let detail: String
    /// The field of the request it is about, as in the JSON: `priority`, `request.callback_id`.
    package let field: String?
    /// When it makes sense to ask again; sent as `Retry-After`.
    package let retryAfterSeconds: Int?
    /// A job it is about, by id: the one that holds a callback id.
    package let jobID: String?
    /// HeyGen's word for it, where it is HeyGen's refusal.
    package let code: String?

    package init(
        _ status: HTTPResponse.Status, _ detail: String, field: String? = nil, retryAfterSeconds: Int? = nil,
        jobID: String? = nil, code: String? = nil
    ) {
        self.status = status
        self.detail = detail
        self.field = field
        self.retryAfterSeconds = retryAfterSeconds
        self.jobID = jobID
        self.code = code
    }

    /// Our own trouble: whoever asked keeps what they have and asks again.
    package static func unavailable(_ detail: String, retryAfterSeconds: Int = 2) -> Problem {
        Problem(.serviceUnavailable, detail, retryAfterSeconds: retryAfterSeconds)
    }

    /// The document as UTF-8 JSON.
    package var json: [UInt8] {
        let document = Document(
            title: status.reasonPhrase, status: status.code, detail: detail, field: field, job_id: jobID,
            code: code)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Strings and a number: there is nothing an encoder could refuse.
        return (try? encoder.encode(document)).map(Array.init) ?? []
    }

    /// The members of the document, under their names in the JSON.
    private struct Document: Encodable {
        let type = "about:blank"
        let title: String
        let status: Int
        let detail: String
        let field: String?
        let job_id: String?
        let code: String?
    }

    package func response(from request: Request, context: some RequestContext) -> Response {
        response
    }

    package var response: Response {
        var headers: HTTPFields = [.contentType: "application/problem+json", .cacheControl: "no-store"]
        if let retryAfterSeconds { headers[.retryAfter] = "\(retryAfterSeconds)" }
        if status == .unauthorized { headers[.wwwAuthenticate] = "Bearer" }
        return Response(status: status, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: json)))
    }
}
