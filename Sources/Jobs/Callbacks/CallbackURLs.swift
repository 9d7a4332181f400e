/// The addresses under which HeyGen tells of single jobs.
package struct CallbackURLs: Sendable {
    /// The path before the token, here and in the routes.
    package static let path = "/callbacks/heygen/"

    private let base: String
    private let tokens: CallbackTokens

    /// - Parameter publicURL: where HeyGen reaches the intake; a trailing slash is ignored.
    package init(publicURL: String, tokens: CallbackTokens) {
        var base = publicURL
        while base.hasSuffix("/") { base.removeLast() }
        self.base = base
        self.tokens = tokens
    }

    /// Equal for every send of one paid attempt.
    package func url(for job: JobID, attempt: Int) -> String {
        base + Self.path + tokens.token(for: job, attempt: attempt)
    }
}
