/// One line of `GET /v3/videos/statuses`. It has no links: a completed video still needs a read of its own.
package struct RenderStatusEntry: Sendable, Equatable {
    package let status: RenderStatus
    package let errorCode: String?
    /// At most 500 characters.
    package let errorMessage: String?

    /// Nil without a status.
    init?(_ entry: RawJSON) {
        guard let word = entry["status"]?.nonEmptyString else { return nil }
        status = RenderStatus(word)
        let error = entry["error"]
        errorCode = error?["code"]?.nonEmptyString ?? error?["failure_code"]?.nonEmptyString
        let message =
            error?["message"]?.nonEmptyString ?? error?["failure_message"]?.nonEmptyString ?? error?.nonEmptyString
        errorMessage = message.map { String($0.prefix(500)) }
    }
}
