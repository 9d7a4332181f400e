import Foundation
import HeyGen
import Jobs
import Logging
import Metrics
import Synchronization

extension Reconciler {
    /// Makes the reads that were taken: those an event asked for singly and at once, the others by one bulk read that
    /// finds the finished ones.
    func read(_ due: [DueRead]) async throws {
        guard !due.isEmpty else { return }
        let hinted = due.filter { $0.isHinted || $0.isOwed }
        let others = due.filter { !$0.isHinted && !$0.isOwed }
        try await readSingly(hinted)
        // One alone is read as it is: the bulk read would only be a second call.
        for (_, group) in Dictionary(grouping: others, by: { $0.renderKind.resource.name }) {
            let hasBulk = group[0].renderKind.resource.hasBulk
            try await readSingly(hasBulk && group.count > 1 ? try await finished(among: group) : group)
        }
    }

    /// Those of up to 100 of one resource that HeyGen says are over, or does not know.
    private func finished(among reads: [DueRead]) async throws -> [DueRead] {
        metrics.bulkReads.increment()
        let entries: [String: RenderStatusEntry]
        do throws(HeyGenError) {
            entries = try await client.statuses(reads.map(\.videoID), of: reads[0].renderKind.resource)
            succeeded()
        } catch {
            try await failed(error, reads)
            return []
        }
        var over: [DueRead] = []
        var running: [(job: JobID, note: String?)] = []
        for read in reads {
            guard let entry = entries[read.videoID] else { continue }
            if entry.status.isRunning {
                running.append((read.job, ReadFinding.overdue(read.renderKind, age: age(of: read))))
            } else if entry.status != .notFound || read.reads >= settings.lostReads {
                // Not known, and too young to be lost: its own read would say the same.
                over.append(read)
            }
        }
        try await note(running)
        return over
    }

    private func readSingly(_ reads: [DueRead]) async throws {
        guard !reads.isEmpty else { return }
        var verdicts: [Verdict] = []
        var postponed: [(job: JobID, wait: Duration)] = []
        var unknown: [DueRead] = []
        var failures: [(DueRead, HeyGenError)] = []
        var notes: [(job: JobID, note: String?)] = []
        await withTaskGroup(of: (DueRead, Result<ReadFinding, HeyGenError>).self) { group in
            var waiting = reads[...]
            for read in waiting.prefix(settings.concurrency) { group.addTask { (read, await self.find(read)) } }
            waiting = waiting.dropFirst(settings.concurrency)
            while let (read, result) = await group.next() {
                switch result {
                case .success(.verdict(let verdict)): verdicts.append(verdict)
                case .success(.linkMissing): postponed.append((read.job, timeScale.real(settings.linkGap)))
                case .success(.running(let note)): if !read.isOwed { notes.append((read.job, note)) }
                case .success(.unknownVideo): unknown.append(read)
                case .failure(let error): failures.append((read, error))
                }
                // An answer that concerns all of them ends the round.
                if let next = waiting.first, !failures.contains(where: { Self.concernsAll($0.1) }) {
                    waiting = waiting.dropFirst()
                    group.addTask { (next, await self.find(next)) }
                }
            }
            postponed += waiting.map { ($0.job, timeScale.real(.seconds(30))) }
        }
        for read in unknown {
            if let verdict = try await settleUnknown(read) { verdicts.append(verdict) }
        }
        try await apply(verdicts)
        try await store.postponeReads(postponed)
        try await note(notes)
        if let error = failures.first?.1 { try await failed(error, failures.map(\.0)) }
    }

    private func find(_ read: DueRead) async -> Result<ReadFinding, HeyGenError> {
        metrics.reads.increment()
        do throws(HeyGenError) {
            let render = try await client.render(read.videoID, of: read.renderKind.resource)
            succeeded()
            return .success(ReadFinding(render, read, settings: settings, age: age(of: read)))
        } catch {
            if case .refused(let refusal) = error, refusal.status == 404 {
                succeeded()
                return .success(.unknownVideo)
            }
            return .failure(error)
        }
    }

    /// A video HeyGen does not know: taken back where only an operator had named it, else lost after a grace.
    private func settleUnknown(_ read: DueRead) async throws -> Verdict? {
        if read.isHinted, !read.isOwed, try await store.detach(read.job, videoID: read.videoID) {
            logger.error(
                "HeyGen does not know the video that was attached",
                metadata: ["job_id": "\(read.job)", "video_id": "\(read.videoID)", "to": "unknown"])
            return nil
        }
        return ReadFinding.lost(read, settings: settings, age: age(of: read))
    }

    /// What keeps a render going is written, and said, once.
    private func note(_ notes: [(job: JobID, note: String?)]) async throws {
        // Most say nothing, and had nothing to say before: those are not worth a write.
        let new = try await store.note(notes)
        for case (let job, let note?) in notes where new.contains(job) {
            logger.warning("a render does not end by itself", metadata: ["job_id": "\(job)", "reason": "\(note)"])
        }
    }

    private func age(of read: DueRead) -> Duration? {
        read.submittedAt.map { .seconds(Date().timeIntervalSince($0)) * timeScale.factor }
    }

    func apply(_ verdicts: [Verdict]) async throws {
        guard !verdicts.isEmpty else { return }
        var applied: [Settlement] = []
        for result in try await store.apply(verdicts) {
            switch result {
            case .success(let settlement): applied.append(settlement)
            case .failure(let error): logger.error("a read could not be recorded", metadata: ["reason": "\(error)"])
            }
        }
        settlements.tell(applied, verdicts: verdicts)
    }

    func succeeded() {
        metrics.count("ok")
        outage.withLock { $0.succeeded() }
    }

    /// A read that failed is due again soon rather than by its growing gap: it learned nothing.
    func failed(_ error: HeyGenError, _ reads: [DueRead]) async throws {
        metrics.count(error.label)
        switch error {
        case .notSent, .ambiguous: noteOutage()
        // Reads have limits of their own: that one is asked too often says nothing of renders.
        case .throttled(let wait, let reason) where reason.reason == .rateLimit: hold(wait ?? .seconds(5))
        // One read refused without HeyGen's words may be an edge's doing; the account is asked before it is stopped.
        case .credential(let status, _) where status != 401:
            if (try? await client.me()) == nil { await accountGuard.heed(error) } else { noteOutage() }
        default: await accountGuard.heed(error)
        }
        let wait = error.retryAfter ?? .seconds(30)
        try await store.postponeReads(reads.map { ($0.job, max(.milliseconds(500), timeScale.real(wait))) })
        logger.debug("reads failed", metadata: ["result": "\(error.label)", "reads": "\(reads.count)"])
    }

    private func hold(_ wait: Duration) {
        outage.withLock { $0.hold(for: timeScale.real(wait), at: .now) }
    }

    private func noteOutage() {
        outage.withLock { $0.failed(at: .now, jitter: .random(in: 0..<1)) }
    }

    private static func concernsAll(_ error: HeyGenError) -> Bool {
        switch error {
        case .credential, .throttled, .notSent, .canceled: true
        case .refused, .inProgress, .retryLater, .ambiguous: false
        }
    }
}
