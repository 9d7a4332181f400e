package import HeyGen

/// An error as Clapper tells it: a problem document of RFC 9457, or what could be made of another answer.
package struct ProblemDocument: Equatable, Sendable {
    /// The HTTP status.
    package let status: Int
    /// What is wrong and the way out, in one sentence.
    package let detail: String
    /// The field of the request it is about: `priority`, `request.callback_id`.
    package let field: String?
    /// The job it is about: the one that holds a callback id.
    package let jobID: String?
    /// When Clapper wants to be asked again. Only seconds are read, for Clapper sends no dates.
    package let retryAfter: Duration?

    /// - Parameter json: the answer; nil if it was none. Members that are missing or of another kind are passed over.
    package init(status: Int, json: RawJSON?, retryAfter: String? = nil) {
        self.status = status
        detail = json?["detail"]?.string ?? json?["title"]?.string ?? "HTTP \(status) without a reason"
        field = json?["field"]?.string
        jobID = json?["job_id"]?.string
        self.retryAfter = retryAfter.flatMap { UInt32($0) }.map { .seconds(Int64($0)) }
    }
}
