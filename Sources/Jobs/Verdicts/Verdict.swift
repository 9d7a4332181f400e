package import Foundation

/// One piece of evidence about a video. Mirrors the SQL type `clapper.verdict`.
package struct Verdict: Sendable {
    package enum Meaning: String, Sendable {
        case succeeded
        case failed
        /// It seems to be over: the resource is read, and the read decides.
        case hint
        /// Part of the job's story, never its end: GIF previews, captions.
        case story
        /// Stored only.
        case none
    }

    package var source: VerdictSource
    package var meaning: Meaning
    /// Known to readers and operators; otherwise the callback id names the job.
    package var job: JobID?
    /// As received, with its `~attempt`.
    package var callbackID: String?
    /// HeyGen's id of the render: of a video, or of what else the job's kind makes.
    package var videoID: String?
    /// What that id names, by the name of a ``RenderResource``; nil where the source does not say.
    package var resource: String?
    package var attempt: Int?
    package var type: String?
    /// From the body only: headers are not signed.
    package var eventID: String?
    /// SHA-256 of the body.
    package var hash: [UInt8]?
    package var body: [UInt8]?
    /// A JSON object.
    package var result: String?
    package var failureCode: String?
    package var failureMessage: String?
    /// When HeyGen says the video was completed.
    package var renderedAt: Date?
    package var detail: String?

    package init(_ meaning: Meaning, from source: VerdictSource) {
        self.meaning = meaning
        self.source = source
    }
}
