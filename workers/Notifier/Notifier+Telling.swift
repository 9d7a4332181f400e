import Foundation
import Jobs
import Logging
import Synchronization

extension Notifier {
    /// One try, from the message to what is to be recorded.
    func tell(_ delivery: OwedDelivery, job: Job?) async {
        let answer: NotifyAnswer
        if let job {
            do {
                answer = try await sender.send(NotifyMessage(delivery, job: job), to: delivery.url)
            } catch {
                // Cut by the shutdown: nothing is known, so nothing is recorded.
                return release(delivery.origin)
            }
        } else {
            answer = .jobMissing
        }
        let now = Date()
        let (kind, note) = schedule.decide(
            answer, tries: delivery.tries, owedSince: delivery.createdAt, now: now,
            jitter: .random(in: NotifySchedule.jitter))
        var status: Int?
        if case .status(let code, _) = answer { status = code }
        metrics.count(kind, owedSince: delivery.createdAt, now: now)
        log(delivery, kind, status: status, note: note)
        let result = DeliveryResult(id: delivery.id, kind: kind, status: status, note: note)
        ended.withLock { $0.tells.append(Ended(origin: delivery.origin, result: result)) }
        endings.raise()
    }

    /// Records what ended, in batches: whatever gathered during the batch before. Returns when nothing more can end.
    func recordEndings() async {
        while true {
            let (batch, isClosed) = ended.withLock { ended in
                defer { ended.tells = [] }
                return ended
            }
            if batch.isEmpty {
                if isClosed || Task.isCancelled { return }
                await endings.wait(atMost: .seconds(3600))
                continue
            }
            do {
                try await store.finish(batch.map(\.result))
            } catch {
                // It is due again after its lease: told twice at worst, under the same id.
                logger.warning(
                    "notifications not recorded", metadata: ["count": "\(batch.count)", "reason": "\(error)"])
            }
            for tell in batch { release(tell.origin) }
        }
    }

    private func log(_ delivery: OwedDelivery, _ kind: DeliveryResult.Kind, status: Int?, note: String?) {
        // The origin, and never more of the URL: paths and queries of receivers carry tokens.
        var metadata: Logger.Metadata = [
            "job_id": "\(delivery.job)", "state": "\(delivery.state.rawValue)", "revision": "\(delivery.revision)",
            "tries": "\(delivery.tries)", "origin": "\(delivery.origin)",
        ]
        if let status { metadata["status"] = "\(status)" }
        if let note { metadata["reason"] = "\(note)" }
        switch kind {
        case .told: logger.info("job told", metadata: metadata)
        case .again(let wait):
            metadata["again_after_ms"] = "\(wait.milliseconds)"
            logger.log(level: delivery.tries == 1 ? .warning : .debug, "job not told yet", metadata: metadata)
        case .gone: logger.error("job not told, given up", metadata: metadata)
        }
    }
}
