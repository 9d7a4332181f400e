import Foundation
import HeyGen
import Jobs

/// What one read of a video came to. A pure function of the answer.
enum ReadFinding {
    /// It says how the video ended.
    case verdict(Verdict)
    /// Completed, but the link is not there yet: read again soon.
    case linkMissing
    /// Still rendering; the schedule reads it again.
    case nothing
    /// HeyGen knows no such video.
    case unknownVideo

    /// What a video as read says. A completed one without a link is given time, and then believed all the same.
    init(_ video: Video, _ read: DueRead, settings: ReconcilerSettings) {
        guard let verdict = Verdict(video: video, of: read.job, attempt: read.attempt) else {
            self = .nothing
            return
        }
        if video.status == .completed, video.videoURL == nil, read.reads < settings.linkReads {
            self = .linkMissing
        } else if video.status == .notFound {
            self = .unknownVideo
        } else {
            self = .verdict(verdict)
        }
    }

    /// What a video that HeyGen does not know says: soon after a create it may be early; later it is lost. Of a job that
    /// has ended it says nothing: a video may be deleted once it was fetched.
    /// - Parameter age: since HeyGen accepted it, provider time.
    static func lost(_ read: DueRead, settings: ReconcilerSettings, age: Duration?) -> Verdict? {
        guard !read.isOwed, read.reads >= settings.lostReads, let age, age >= settings.lostAfter else { return nil }
        var verdict = Verdict(.failed, from: .poll)
        verdict.job = read.job
        verdict.videoID = read.videoID
        verdict.attempt = read.attempt
        verdict.type = "video.read"
        verdict.failureCode = "video_not_found"
        verdict.failureMessage = "HeyGen accepted this video and does not know it any more"
        return verdict
    }
}
