import Foundation
package import HeyGen
package import Jobs
package import Logging
import Metrics

/// Walks HeyGen's own list of delivered events and applies them as intake does: what a time without intake has missed.
///
/// Every page is one commit. Walking twice changes nothing more: an event is known by the hash of its bytes.
package struct Backfill: Sendable {
    let store: JobStore
    let client: HeyGenClient
    let accountGuard: AccountGuard
    let settlements: SettlementLog
    let timeScale: TimeScale
    package let settings: BackfillSettings
    let logger: Logger
    /// Real seconds by which HeyGen's times may lie before ours: they are whole seconds, by another clock.
    private static let clockSlack: TimeInterval = 5

    private let calls = Counter(label: "clapper_reads_total", dimensions: [("call", "events")])

    package init(
        store: JobStore, client: HeyGenClient, accountGuard: AccountGuard, settlements: SettlementLog,
        timeScale: TimeScale, settings: BackfillSettings = BackfillSettings(), logger: Logger
    ) {
        self.store = store
        self.client = client
        self.accountGuard = accountGuard
        self.settlements = settlements
        self.timeScale = timeScale
        self.settings = settings
        self.logger = logger
    }

    /// Walks back over `span` of provider time, whatever was heard already: for an operator.
    /// - Throws: what kept the database from recording; `CancellationError`.
    package func walk(span: Duration) async throws -> BackfillReport {
        try await walk(since: Date() - timeScale.real(span).seconds) { true }
    }

    /// Walks back over what was missed, if anything was and no other process does it.
    ///
    /// Ends as soon as nothing is in flight that the list could tell of.
    /// - Returns: nil when there was nothing to do.
    package func walkIfMissed() async throws -> BackfillReport? {
        guard let since = try await missed() else { return nil }
        guard try await store.beginBackfill(gap: timeScale.real(settings.gap)) else { return nil }
        // Not whether anything was missed: what the first page told was heard just now.
        let report = try await walk(since: since) {
            try await store.downtime().tellsOfJobs(at: Date(), gap: timeScale.real(settings.gap).seconds)
        }
        tell(report)
        return report
    }

    private func missed() async throws -> Date? {
        try await store.downtime().missed(
            since: Date(), gap: timeScale.real(settings.gap).seconds, margin: timeScale.real(settings.margin).seconds,
            longest: timeScale.real(settings.longest).seconds)
    }

    /// The pages in HeyGen's order, which is said to be newest first and is not relied on: a page ends the walk only when
    /// nothing on it is young enough.
    private func walk(since: Date, goesOn: () async throws -> Bool) async throws -> BackfillReport {
        var report = BackfillReport(since: since)
        var seen: Set<String> = []
        var token: String?
        while true {
            guard let page = try await page(token, &report) else {
                report.end = .refused
                return report
            }
            report.pages += 1
            report.unreadable += page.unreadable
            // What has no time is taken: to know it already costs nothing.
            let young = page.events.filter { $0.createdAt.map { $0 >= since - Self.clockSlack } ?? true }
            report.events += young.count
            report.older += page.events.count - young.count
            try await apply(young, &report)
            guard let next = page.nextToken else { return report }
            if young.isEmpty, !page.events.isEmpty {
                report.end = .reached
            } else if !seen.insert(next).inserted {
                report.end = .repeatedToken
            } else if report.pages >= settings.pageLimit {
                report.end = .pageLimit
            } else if try await !goesOn() {
                report.end = .nothingLeft
            } else {
                token = next
                try await Task.sleep(for: timeScale.real(settings.pagePause))
                continue
            }
            return report
        }
    }

    private func apply(_ events: [DeliveredEvent], _ report: inout BackfillReport) async throws {
        guard !events.isEmpty else { return }
        let verdicts = events.map { event in
            var verdict = Verdict(event: event.body, from: .backfill)
            verdict.renderedAt = event.createdAt
            return verdict
        }
        var applied: [Settlement] = []
        for result in try await store.apply(verdicts) {
            switch result {
            case .success(let settlement):
                applied.append(settlement)
                report.dispositions[settlement.disposition, default: 0] += 1
            case .failure(let error):
                report.unreadable += 1
                logger.error("a delivered event could not be recorded", metadata: ["reason": "\(error)"])
            }
        }
        settlements.tell(applied, verdicts: verdicts)
    }

    /// One page, asked for again while HeyGen is away or busy; nil when it does not give it.
    private func page(_ token: String?, _ report: inout BackfillReport) async throws -> DeliveredEventPage? {
        for attempt in 1...max(1, settings.tries) {
            let failure: HeyGenError
            report.calls += 1
            calls.increment()
            do throws(HeyGenError) {
                let page = try await client.deliveredEvents(token: token)
                report.reason = nil
                return page
            } catch {
                failure = error
            }
            report.reason = failure.description
            logger.debug("delivered events were not read", metadata: ["result": "\(failure.label)"])
            guard let wait = try await patience(after: failure), attempt < settings.tries else { return nil }
            try await Task.sleep(for: min(.seconds(30), timeScale.real(wait)))
        }
        return nil
    }

    /// How long to wait before the page is asked for again, provider time; nil when that would help nothing.
    private func patience(after error: HeyGenError) async throws -> Duration? {
        switch error {
        case .canceled: throw CancellationError()
        case .notSent, .ambiguous: return .seconds(5)
        case .retryLater(let wait, _), .inProgress(let wait): return wait ?? .seconds(5)
        // Reads have limits of their own: that this one comes too often says nothing of renders.
        case .throttled(let wait, let reason) where reason.reason == .rateLimit: return wait ?? .seconds(5)
        // Refused without HeyGen's words may be an edge's doing, or this list alone; the account is asked first.
        case .credential(let status, _) where status != 401:
            if (try? await client.me()) == nil { await accountGuard.heed(error) }
            return nil
        case .throttled, .credential:
            await accountGuard.heed(error)
            return nil
        case .refused: return nil
        }
    }

    private func tell(_ report: BackfillReport) {
        var metadata: Logger.Metadata = [
            "since": "\(report.since.rfc3339)", "pages": "\(report.pages)", "calls": "\(report.calls)",
            "events": "\(report.events)", "end": "\(report.end.rawValue)",
        ]
        for (disposition, count) in report.dispositions { metadata[disposition.rawValue] = "\(count)" }
        if report.isWhole {
            logger.notice("events that were missed are read from HeyGen's list", metadata: metadata)
        } else {
            logger.warning("events that were missed are read in part only: reads find the rest", metadata: metadata)
        }
    }
}
