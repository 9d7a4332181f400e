import Foundation
import HeyGen
import Jobs

/// What one read of a render came to. A pure function of the answer.
enum ReadFinding {
    /// It says how the render ended.
    case verdict(Verdict)
    /// Completed, but the link is not there yet: read again soon.
    case linkMissing
    /// Still rendering; the schedule reads it again. The note says what is unusual about it.
    case running(note: String?)
    /// HeyGen knows no such render.
    case unknownVideo

    /// What a render as read says. A completed one without a link is given time, and then believed all the same.
    /// - Parameter age: since HeyGen accepted it, provider time.
    init(_ render: Render, _ read: DueRead, settings: ReconcilerSettings, age: Duration?) {
        guard let verdict = Verdict(render: render, of: read.renderKind, job: read.job, attempt: read.attempt) else {
            self = .running(note: Self.note(render, read.renderKind, age))
            return
        }
        if render.status == .completed, render.link == nil, read.reads < settings.linkReads {
            self = .linkMissing
        } else if render.status == .notFound {
            self = .unknownVideo
        } else {
            self = .verdict(verdict)
        }
    }

    private static func note(_ render: Render, _ kind: RenderKind, _ age: Duration?) -> String? {
        if let word = render.personWord {
            return "needs a person: HeyGen says \(word), and goes on when the session is answered; or fail the job"
        }
        return overdue(kind, age: age)
    }

    /// What is said of a render that goes on past its kind's deadline.
    static func overdue(_ kind: RenderKind, age: Duration?) -> String? {
        guard let age, age > kind.deadline else { return nil }
        return "overdue: a \(kind.name) should be done within \(Int(kind.deadline.seconds) / 60) minutes"
    }

    /// What a render that HeyGen does not know says: soon after a create it may be early; later it is lost. Of a job that
    /// has ended it says nothing: a video may be deleted once it was fetched.
    /// - Parameter age: since HeyGen accepted it, provider time.
    static func lost(_ read: DueRead, settings: ReconcilerSettings, age: Duration?) -> Verdict? {
        guard !read.isOwed, read.reads >= settings.lostReads, let age, age >= settings.lostAfter else { return nil }
        var verdict = Verdict(.failed, from: .poll)
        verdict.job = read.job
        verdict.videoID = read.videoID
        verdict.attempt = read.attempt
        verdict.type = "\(read.kind).read"
        verdict.failureCode = "video_not_found"
        verdict.failureMessage = "HeyGen accepted this \(read.kind) and does not know it any more"
        return verdict
    }
}
