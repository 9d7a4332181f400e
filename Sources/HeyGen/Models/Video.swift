package import Foundation

/// A video as `GET /v3/videos/{video_id}` and the list show it.
///
/// The links are presigned and expire; ``captionedVideoURL`` and the like are nil while there is none. A completed
/// video can lack its link for some seconds, and a failed one its reason for ever.
package struct Video: Sendable {
    package let id: String
    package let status: VideoStatus
    package let videoURL: String?
    package let captionedVideoURL: String?
    package let subtitleURL: String?
    package let thumbnailURL: String?
    package let gifURL: String?
    package let videoPageURL: String?
    /// Seconds.
    package let duration: Double?
    package let title: String?
    package let failureCode: String?
    /// At most 500 characters.
    package let failureMessage: String?
    package let createdAt: Date?
    package let completedAt: Date?
    /// The bytes this was read from: the whole answer of a read, the one element of a list.
    package let raw: [UInt8]

    /// Nil without an id or a status.
    init?(_ resource: RawJSON, raw: [UInt8]) {
        guard let id = resource["id"]?.nonEmptyString ?? resource["video_id"]?.nonEmptyString,
            let status = resource["status"]?.nonEmptyString
        else { return nil }
        self.id = id
        self.status = VideoStatus(status)
        self.raw = raw
        videoURL = resource["video_url"]?.nonEmptyString
        captionedVideoURL = resource["captioned_video_url"]?.nonEmptyString
        subtitleURL = resource["subtitle_url"]?.nonEmptyString
        thumbnailURL = resource["thumbnail_url"]?.nonEmptyString
        gifURL = resource["gif_url"]?.nonEmptyString
        videoPageURL = resource["video_page_url"]?.nonEmptyString
        duration = resource["duration"]?.double
        title = resource["title"]?.string
        failureCode = resource["failure_code"]?.nonEmptyString
        failureMessage = resource["failure_message"]?.nonEmptyString.map { String($0.prefix(500)) }
        createdAt = resource["created_at"]?.date
        completedAt = resource["completed_at"]?.date
    }
}
