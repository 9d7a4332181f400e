import Crypto
import Foundation
import HeyGen
import Jobs
import Logging
import Metrics
import Synchronization

extension Submitter {
    /// Commits that claims are about to be sent, and returns those that may be. Events that came before their enqueue
    /// committed are applied first: what they end is not sent.
    func prepare(_ claims: [ClaimedJob], under lease: WorkerLease) async throws -> [PreparedSend] {
        settlements.tell(try await store.rematch(callbackIDs: claims.map(\.callbackID.text), videoIDs: []))
        var prepared: [PreparedSend] = []
        for claim in claims {
            do {
                prepared.append(PreparedSend(claim: claim, lease: lease, request: try request(of: claim)))
            } catch {
                // The doors check requests, so this is a row that somebody else wrote.
                let answer = SubmissionAnswer(
                    claim, .refused(code: "invalid_request", message: "the request cannot be sent: \(error)"),
                    wait: .seconds(60))
                _ = await recorder.record(answer)
            }
        }
        let begun = try await store.begin(prepared.map { ($0.claim, Array(SHA256.hash(data: $0.request.body))) })
        return prepared.filter { begun.contains($0.claim.id) }
    }

    func request(of claim: ClaimedJob) throws(CreateRequestError) -> CreateRequest {
        guard let kind = RenderKind.named(claim.kind) else { throw .unknownKind(claim.kind) }
        return try CreateRequest(
            claim.request, of: kind, callbackID: claim.callbackID.sent(attempt: claim.attempt),
            callbackURL: callbackURL(of: claim),
            titleSuffix: settings.suffix(for: claim.idempotencyKey))
    }

    /// The address that HeyGen is to tell, of jobs that are told so.
    private func callbackURL(of claim: ClaimedJob) -> String? {
        guard (claim.callbackMode ?? settings.callbackMode) == .callbackURL else { return nil }
        if let callbacks = settings.callbacks { return callbacks.url(for: claim.id, attempt: claim.attempt) }
        logger.warning(
            "a job is sent without its callback_url: it is told as all others are, or read",
            metadata: ["job_id": "\(claim.id)", "variable": "CLAPPER_PUBLIC_URL, CLAPPER_SECRET_KEY"])
        return nil
    }

    /// Sends one create and records what became of it.
    func send(_ send: PreparedSend) async {
        let claim = send.claim
        guard send.lease.allowsSending() else {
            // Others may have taken it over, and then this records nothing. Otherwise it is replayed with the same key: that
            // it was about to be sent is committed, and only we know that it was not.
            logger.warning("a claim grew too old to be sent", metadata: ["job_id": "\(claim.id)"])
            _ = await recorder.record(
                SubmissionAnswer(claim, .unknown, wait: .zero, note: "the claim grew too old to be sent"))
            return
        }
        if claim.epoch == 1 {
            metrics.enqueueToPost.recordSeconds(max(0, Date().timeIntervalSince(claim.id.createdAt)))
        }
        let start = ContinuousClock.now
        let answer: SubmissionAnswer
        do throws(HeyGenError) {
            let created = try await client.create(send.request, idempotencyKey: claim.idempotencyKey)
            outage.withLock { $0.succeeded() }
            metrics.count("accepted")
            let schedule = await schedules.schedule(for: claim.kind)
            answer = SubmissionAnswer(claim, .accepted(videoID: created.id), wait: schedule.firstRead)
        } catch {
            note(error)
            await accountGuard.heed(error)
            answer = policy.answer(to: error, for: claim, jitter: .random(in: 0..<1))
        }
        metrics.create.record(duration: ContinuousClock.now - start)
        tell(answer, claim, await recorder.record(answer))
    }

    func note(_ error: HeyGenError) {
        metrics.count(error.label)
        switch error {
        case .notSent, .ambiguous:
            outage.withLock { $0.failed(at: .now, jitter: .random(in: 0..<1)) }
        case .refused, .throttled, .inProgress, .retryLater, .credential: outage.withLock { $0.succeeded() }
        case .canceled: break
        }
    }

    private func tell(_ answer: SubmissionAnswer, _ claim: ClaimedJob, _ record: SubmissionRecord?) {
        var metadata: Logger.Metadata = [
            "job_id": "\(claim.id)", "callback_id": "\(claim.callbackID)", "attempt": "\(claim.attempt)",
            "from": "\(record?.from ?? "submitting")", "to": "\(record?.state ?? "")", "source": "submit",
        ]
        if case .accepted(let videoID) = answer.kind { metadata["video_id"] = "\(videoID)" }
        if let note = answer.note { metadata["reason"] = "\(note)" }
        switch answer.kind {
        case .accepted, .throttled: logger.info("job moved", metadata: metadata)
        case .notSent, .unknown, .refused: logger.warning("job moved", metadata: metadata)
        }
        if case .refused = answer.kind { settlements.toldEnd(of: .failed, by: .submit) }
    }
}
