package import Logging

/// Tells of what verdicts did: one log line a change of state, counts, and the wake-ups that follow. For all sources alike.
package struct SettlementLog: Sendable {
    private let wakeUps: WakeUps
    private let logger: Logger
    private let counters = SettlementCounters()

    package init(wakeUps: WakeUps, logger: Logger) {
        self.wakeUps = wakeUps
        self.logger = logger
    }

    /// To be called after the commit, with the verdicts in the order in which they were applied; nil for those of a rematch.
    package func tell(_ settlements: [Settlement], verdicts: [Verdict]? = nil, source: String? = nil) {
        var hasEnded = false
        var asksForRead = false
        var hasQueued = false
        for settlement in settlements {
            let verdict = verdicts.flatMap { $0.indices.contains(settlement.index) ? $0[settlement.index] : nil }
            let source = verdict?.source.rawValue ?? source ?? "webhook"
            counters.count(settlement.disposition, from: source)
            asksForRead = asksForRead || settlement.disposition == .hint || settlement.disposition == .conflict
            if settlement.endedJob {
                hasEnded = true
                counters.countEnd(settlement.state ?? "", resolvedBy: settlement.resolvedBy ?? source)
            }
            if settlement.disposition == .applied, settlement.state == JobState.queued.rawValue { hasQueued = true }
            log(settlement, verdict, source)
        }
        if hasEnded { wakeUps.wake(.completed) }
        if asksForRead { wakeUps.wake(.hinted) }
        if hasQueued { wakeUps.wake(.queued) }
    }

    /// Counts an ending that no verdict told, and wakes those who wait for one.
    package func toldEnd(of state: JobState, by source: VerdictSource) {
        counters.countEnd(state.rawValue, resolvedBy: source.rawValue)
        wakeUps.wake(.completed)
    }

    private func log(_ settlement: Settlement, _ verdict: Verdict?, _ source: String) {
        let known: Logger.Metadata = [
            "job_id": "\(settlement.job?.description ?? "")", "callback_id": "\(verdict?.callbackID ?? "")",
            "video_id": "\(verdict?.videoID ?? "")", "from": "\(settlement.from ?? "")",
            "to": "\(settlement.state ?? "")", "source": "\(source)", "disposition": "\(settlement.disposition)",
        ]
        let metadata = known.filter { $0.value != "" }
        switch settlement.disposition {
        case .applied where settlement.from != settlement.state: logger.info("job moved", metadata: metadata)
        case .conflict: logger.warning("evidence contradicts what is known", metadata: metadata)
        case .unmatched: logger.notice("no job is known for this event yet", metadata: metadata)
        case .applied, .duplicate, .late, .superseded, .ignored, .hint:
            logger.debug("evidence recorded", metadata: metadata)
        }
    }
}
