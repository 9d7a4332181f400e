import HeyGen
import Jobs
import Logging
import Metrics

extension Reconciler {
    /// Attempts searched in one sweep, and pages of an answer that are read.
    private static let searchLimit = 20
    private static let pageLimit = 5

    /// Looks for what may have been bought when the key cannot be sent again: by title, or by the callback id it shows. What is found is attached and read;
    /// what is not stays in its list for an operator: never sent again blindly.
    func searchUnsettled() async throws {
        let window = timeScale.real(settings.keyWindow)
        for job in try await store.dissolveBatches(window: window) {
            logger.warning("the key window of a job's batch is over", metadata: ["job_id": "\(job)"])
        }
        for attempt in try await store.unsettled(window: window, limit: Self.searchLimit) {
            do throws(HeyGenError) {
                let found = try await search(attempt)
                try await settle(attempt, found)
            } catch {
                metrics.count(error.label)
                await accountGuard.heed(error)
                return
            }
        }
    }

    private func settle(_ attempt: UnsettledAttempt, _ found: [Render]) async throws(HeyGenError) {
        var metadata: Logger.Metadata = ["job_id": "\(attempt.job)", "callback_id": "\(attempt.callbackID)"]
        do {
            if found.count == 1 {
                metadata["video_id"] = "\(found[0].id)"
                let result = try await store.attach(attempt.job, videoID: found[0].id, from: .poll)
                logger.notice("found what was bought", metadata: metadata.merging(["result": "\(result)"]) { $1 })
                return
            }
            let note =
                found.isEmpty
                ? "the key window is over and nothing of it was found at HeyGen: attach a video or fail the job"
                : "the key window is over and \(found.count) renders look like it: attach the right one"
            _ = try await store.record([
                SubmissionAnswer(notFound: attempt, wait: timeScale.real(settings.searchGap), note: note)
            ])
            logger.error("an operator must settle this job", metadata: metadata.merging(["reason": "\(note)"]) { $1 })
        } catch {
            logger.warning("a search was not recorded", metadata: metadata.merging(["reason": "\(error)"]) { $1 })
        }
    }

    private func search(_ attempt: UnsettledAttempt) async throws(HeyGenError) -> [Render] {
        let resource = RenderKind.named(attempt.kind)?.resource ?? .video
        if case .none = resource.search { return [] }
        let tag = SubmitterSettings.titleTag(attempt.idempotencyKey)
        let callbackID = attempt.callbackID.sent(attempt: attempt.attempt)
        let title: String? = if case .title = resource.search { tag } else { nil }
        var found: [Render] = []
        var token: String?
        for _ in 0..<Self.pageLimit {
            metrics.searches.increment()
            let page = try await client.renders(of: resource, title: title, limit: 100, token: token)
            // The whole tag, or attempt 1 would find attempt 10 as well.
            found += page.renders.filter { $0.title?.contains("[\(tag)]") == true || $0.callbackID == callbackID }
            guard let next = page.nextToken, next != token else { break }
            token = next
        }
        return found
    }
}
