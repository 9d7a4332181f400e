/// How far a video is, in one vocabulary for all of HeyGen's endpoints.
package enum RenderStatus: Sendable, Hashable {
    /// Not finished; the word as HeyGen wrote it (`waiting`, `pending`, `processing`, or one we do not know).
    case running(String)
    case completed
    case failed
    case canceled
    /// The video was deleted at HeyGen.
    case deleted
    /// HeyGen has no such video for this account; shortly after a create this can be early rather than true.
    case notFound

    /// Reads a word of any endpoint. An unknown word means running: nothing ends by a word nobody knows.
    package init(_ word: String) {
        switch word.lowercased() {
        case "completed", "success", "succeeded": self = .completed
        case "failed", "fail", "error": self = .failed
        case "canceled", "cancelled": self = .canceled
        case "deleted": self = .deleted
        case "not_found": self = .notFound
        default: self = .running(word)
        }
    }

    /// HeyGen's word for it.
    package var word: String {
        switch self {
        case .running(let word): word
        case .completed: "completed"
        case .failed: "failed"
        case .canceled: "canceled"
        case .deleted: "deleted"
        case .notFound: "not_found"
        }
    }

    /// Whether it ended without giving anything.
    package var isFailure: Bool {
        switch self {
        case .failed, .canceled, .deleted, .notFound: true
        case .running, .completed: false
        }
    }

    /// Whether the video may still change by itself.
    package var isRunning: Bool {
        if case .running = self { true } else { false }
    }
}
