import HeyGen
import Jobs
import Logging
import Metrics

extension Reconciler {
    /// Batches read in one round, and pages of one: more than HeyGen's hundred items fill.
    private static let batchLimit = 20
    private static let batchPageLimit = 5

    /// Reads accepted batches that are due: gives their jobs the ids of what was made of them, and the failures of what was
    /// not.
    func readBatches() async throws {
        let gap = max(.milliseconds(250), timeScale.real(settings.batchGap))
        let due = try await store.dueBatches(
            limit: Self.batchLimit, gap: gap, maxGap: max(gap, timeScale.real(settings.batchMaxGap)))
        // Where nothing waits, an operator named what is left; should that be taken back, the batch tells.
        for batch in due where !batch.waiting.isEmpty {
            do throws(HeyGenError) {
                try await settle(batch, items(of: batch))
            } catch {
                if case .refused(let refusal) = error, refusal.status == 404 {
                    // Its jobs end by their events, by an operator or by the hard limit.
                    logger.error(
                        "HeyGen does not know a batch that it accepted",
                        metadata: ["batch": "\(batch.id)", "batch_id": "\(batch.batchID)"])
                    continue
                }
                try await failed(error, [])
                return
            }
        }
    }

    private func items(of batch: DueBatch) async throws(HeyGenError) -> [BatchPage.Item] {
        guard let kind = RenderKind.named(batch.kind), kind.batch != nil else { return [] }
        var items: [BatchPage.Item] = []
        var token: String?
        for _ in 0..<Self.batchPageLimit {
            metrics.batchReads.increment()
            let page = try await client.batch(batch.batchID, of: kind, token: token)
            items += page.items
            guard let next = page.nextToken, next != token else { break }
            token = next
        }
        succeeded()
        return items
    }

    private func settle(_ batch: DueBatch, _ items: [BatchPage.Item]) async throws(HeyGenError) {
        let schedule = await schedules.schedule(for: batch.kind)
        var made: [SubmissionAnswer] = []
        var failures: [Verdict] = []
        for item in items where batch.jobs.indices.contains(item.index) {
            let (job, attempt) = (batch.jobs[item.index], batch.attempts[item.index])
            guard batch.waiting.contains(job) else { continue }
            if let id = item.renderID {
                // What is over already is read at once.
                let wait = item.status.isRunning ? schedule.firstRead : .zero
                made.append(SubmissionAnswer(made: id, of: job, attempt: attempt, wait: wait))
            } else if item.status.isFailure {
                failures.append(Verdict(item, of: batch.kind, job: job, attempt: attempt))
            }
        }
        do {
            _ = try await store.record(made)
            let ids = items.compactMap(\.renderID)
            if !ids.isEmpty { settlements.tell(try await store.rematch(callbackIDs: [], videoIDs: ids)) }
            try await apply(failures)
        } catch {
            // The batch is due again by its schedule.
            logger.warning(
                "a batch could not be recorded", metadata: ["batch": "\(batch.id)", "reason": "\(error)"])
        }
    }
}

extension Verdict {
    /// What a batch says of an item that nothing was made of.
    fileprivate init(_ item: BatchPage.Item, of kind: String, job: JobID, attempt: Int) {
        self.init(.failed, from: .poll)
        self.job = job
        self.attempt = attempt
        self.type = "\(kind).read"
        self.failureCode = item.failureCode
        self.failureMessage = item.failureMessage ?? "HeyGen says item \(item.index) of the batch failed"
    }
}
