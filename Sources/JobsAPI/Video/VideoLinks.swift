import Foundation
import HeyGen
package import Jobs
package import Logging
import Metrics
import Synchronization

/// Links that work: the stored one while it does, else one that is read anew from HeyGen.
///
/// What is read is kept here and not in the outcome: an outcome says how a job ended, and its revision is told to others.
/// Safe to share; any number may ask for the same job at once, and HeyGen is asked once.
package final class VideoLinks: Sendable {
    private struct State {
        var known = KnownLinks(limit: 1000)
        /// No read before this: HeyGen said so.
        var heldUntil: ContinuousClock.Instant?
    }

    /// A link must outlive this to be handed out: whoever gets it has still to load the file. Provider time.
    private static let margin = Duration.seconds(600)
    /// How long a link that names no end counts as fresh. Provider time.
    private static let youth = Duration.seconds(900)

    private let reader: LinkReader?
    private let timeScale: TimeScale
    private let logger: Logger
    private let reads = Counter(label: "clapper_reads_total", dimensions: [("call", "link")])
    private let shared = SharedReads(limit: 32)
    /// A mutex and not an actor: never held across an `await`.
    private let state = Mutex(State())

    /// - Parameter reader: nil where this process has no credential.
    package init(reader: LinkReader?, timeScale: TimeScale, logger: Logger) {
        self.reader = reader
        self.timeScale = timeScale
        self.logger = logger
    }

    /// Where the video of a job is that has ended with one.
    func answer(for job: Job) async -> VideoAnswer {
        let stored = job.videoLink.flatMap { LinkExpiry.mayBeFollowed($0) ? $0 : nil }
        if let stored, isFresh(stored, since: job.finishedAt ?? .distantPast) { return .link(stored) }
        let known = state.withLock { $0.known.entry(of: job.id, videoID: job.videoID) }
        if let known, isFresh(known.link, since: known.readAt) { return .link(known.link) }
        let answer = await readAnew(job)
        // An old link that may work is better than none.
        if case .unavailable = answer, let last = known?.link ?? stored, !isOver(last) { return .link(last) }
        return answer
    }

    private func isFresh(_ link: String, since date: Date) -> Bool {
        if let end = LinkExpiry.date(of: link) { return end > Date() + timeScale.real(Self.margin).seconds }
        return date > Date() - timeScale.real(Self.youth).seconds
    }

    private func isOver(_ link: String) -> Bool { LinkExpiry.date(of: link).map { $0 <= Date() } ?? false }

    private func readAnew(_ job: Job) async -> VideoAnswer {
        guard let videoID = job.videoID else { return .gone("no video of it is known") }
        guard let reader else {
            return .unavailable(
                "its link is old, and HEYGEN_API_KEY is not set here to read another; set it where the role api runs",
                retryAfterSeconds: 60)
        }
        if let until = state.withLock({ $0.heldUntil }), until > .now {
            return .unavailable("HeyGen is asked too often: ask again", retryAfterSeconds: 5)
        }
        return await shared.answer(for: job.id) { await read(job, videoID, reader) }
    }

    private func read(_ job: Job, _ videoID: String, _ reader: LinkReader) async -> VideoAnswer {
        reads.increment()
        do throws(HeyGenError) {
            switch try await reader.freshLink(kind: job.kind, id: videoID) {
            case .link(let link):
                guard LinkExpiry.mayBeFollowed(link) else {
                    logger.error("HeyGen names a link nobody is sent to", metadata: ["job_id": "\(job.id)"])
                    return .unavailable("HeyGen names a link that is not https", retryAfterSeconds: 60)
                }
                let entry = KnownLinks.Entry(link: link, videoID: videoID, readAt: Date())
                state.withLock { $0.known.remember(entry, of: job.id) }
                return .link(link)
            case .gone(let reason):
                state.withLock { $0.known.forget(job.id) }
                return .gone(reason)
            case .missing: return .unavailable("HeyGen names no link at the moment: ask again", retryAfterSeconds: 10)
            }
        } catch {
            logger.warning(
                "a link was not read", metadata: ["job_id": "\(job.id)", "result": "\(error.label)"])
            if case .throttled(let wait, _) = error {
                let wait = min(.seconds(60), timeScale.real(wait ?? .seconds(5)))
                state.withLock { $0.heldUntil = .now + wait }
            }
            return .unavailable("HeyGen did not tell a new link: ask again", retryAfterSeconds: 5)
        }
    }
}
