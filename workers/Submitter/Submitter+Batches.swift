import Foundation
import HeyGen
import Jobs
import Logging
import Metrics
import Synchronization

extension Submitter {
    /// Commits that as many of these claims as fit together are about to be sent in batches. What is left goes singly.
    func prepareBatches(
        _ claims: [ClaimedJob], under lease: WorkerLease
    ) async throws -> (batches: [PreparedBatch], singles: [ClaimedJob]) {
        guard settings.batches else { return ([], claims) }
        var batches: [PreparedBatch] = []
        var (groups, singles) = grouped(claims)
        for (kind, group) in groups {
            let (batch, left) = try await prepare(group, of: kind, under: lease)
            if let batch { batches.append(batch) }
            singles += left
        }
        return (batches, singles)
    }

    /// Groups claims by kind, in their order, into what one call takes; groups of one are no batch.
    private func grouped(
        _ claims: [ClaimedJob]
    ) -> (groups: [(RenderKind, [ClaimedJob])], singles: [ClaimedJob]) {
        var groups: [(kind: RenderKind, claims: [ClaimedJob], bytes: Int)] = []
        var singles: [ClaimedJob] = []
        for claim in claims {
            guard let kind = RenderKind.named(claim.kind), !claim.isSolo, kind.isBatchable(claim.request) else {
                singles.append(claim)
                continue
            }
            // Our own fields take a few hundred bytes more.
            let bytes = claim.request.count + 1024
            let open = groups.lastIndex { group in
                group.kind.name == kind.name && group.claims.count < BatchOperation.itemLimit
                    && group.bytes + bytes <= settings.batchLimitBytes
            }
            if let open {
                groups[open].claims.append(claim)
                groups[open].bytes += bytes
            } else {
                groups.append((kind, [claim], bytes))
            }
        }
        for group in groups where group.claims.count < 2 { singles += group.claims }
        return (groups.filter { $0.claims.count >= 2 }.map { ($0.kind, $0.claims) }, singles)
    }

    private func prepare(
        _ claims: [ClaimedJob], of kind: RenderKind, under lease: WorkerLease
    ) async throws -> (batch: PreparedBatch?, singles: [ClaimedJob]) {
        settlements.tell(try await store.rematch(callbackIDs: claims.map(\.callbackID.text), videoIDs: []))
        var standing = claims
        // Each round loses a claim that was canceled or ended meanwhile.
        for _ in 0..<3 where standing.count >= 2 {
            let requests = standing.map { try? request(of: $0) }
            // What cannot be composed is refused by the way of single sends.
            guard !requests.contains(where: { $0 == nil }) else { return (nil, claims) }
            let id = UUID()
            let body = BatchRequest(
                requests.compactMap(\.self), of: kind, title: "clp:batch:\(id.uuidString.lowercased())"
            ).body
            let batch = ClaimedBatch(id: id, kind: kind.name, body: body)
            let begun = try await store.begin(batch, of: standing, by: lease.worker)
            if begun.count == standing.count {
                metrics.batches.increment()
                return (PreparedBatch(batch: batch, lease: lease), [])
            }
            standing.removeAll { !begun.contains($0.id) }
        }
        return (nil, standing)
    }

    /// Sends one batch and records what became of it.
    func send(_ send: PreparedBatch) async {
        let batch = send.batch
        guard send.lease.allowsSending(), let kind = RenderKind.named(batch.kind), kind.batch != nil else {
            logger.warning("a batch grew too old to be sent", metadata: ["batch": "\(batch.id)"])
            return await record(BatchAnswer(batch, .unknown, wait: .zero, note: "the claim grew too old to be sent"))
        }
        let start = ContinuousClock.now
        let answer: BatchAnswer
        do throws(HeyGenError) {
            let request = BatchRequest(complete: batch.body, of: kind)
            let batchID = try await client.createBatch(request, idempotencyKey: batch.idempotencyKey)
            outage.withLock { $0.succeeded() }
            metrics.count("accepted")
            answer = BatchAnswer(
                batch, .accepted(batchID: batchID),
                wait: max(.milliseconds(250), timeScale.real(settings.batchFirstRead)))
        } catch {
            note(error)
            await accountGuard.heed(error)
            answer = policy.answer(to: error, for: batch, jitter: .random(in: 0..<1))
        }
        metrics.create.record(duration: ContinuousClock.now - start)
        await record(answer)
    }

    /// Records an answer, and tries again while the database is away: it may be the only one who knows of a purchase.
    private func record(_ answer: BatchAnswer) async {
        var metadata: Logger.Metadata = ["batch": "\(answer.batch)", "source": "submit"]
        if case .accepted(let batchID) = answer.kind { metadata["batch_id"] = "\(batchID)" }
        if let note = answer.note { metadata["reason"] = "\(note)" }
        var pause = Duration.milliseconds(100)
        while true {
            do {
                if try await store.record(answer) { logger.info("batch moved", metadata: metadata) }
                return
            } catch {
                logger.warning(
                    "an answer of HeyGen is not recorded yet",
                    metadata: metadata.merging(["reason": "\(error)"]) { $1 })
                // Given up when the task is cancelled: the batch is then replayed.
                if (try? await Task.sleep(for: pause)) == nil { return }
                pause = min(pause * 2, .seconds(2))
            }
        }
    }
}
