import HeyGen

/// How the demo of all kinds went: each job, how it was meant to end, and what HeyGen's ledger says.
package struct KindsReport: Sendable {
    package struct Row: Sendable {
        package let part: KindPart
        package let job: DemoJob
        /// By HeyGen's ledger: the events about it that were taken.
        package let delivered: Int

        package init(part: KindPart, job: DemoJob, delivered: Int) {
            self.part = part
            self.job = job
            self.delivered = delivered
        }

        /// How it ended, and what is special about that.
        package var ending: String {
            guard job.isEnded else { return "not yet" }
            let word = job.resolvedBy ?? "unknown"
            if !part.kind.hasEvents { return "\(word), no event exists" }
            return part.takesCallbackID || word != KindEnding.webhook.rawValue ? word : "\(word), by id alone"
        }

        package var isAsWanted: Bool { job.resolvedBy == part.wanted.rawValue }
    }

    package let rows: [Row]
    package let seconds: Double
    /// By HeyGen's ledger: everything that was bought, what of it the demo bought itself to prepare, and the callback ids
    /// (or keys, where there are none) under which more than one was bought.
    package let purchases: Int
    package let prepared: Int
    package let boughtTwice: [String]

    /// - Parameter rows: in any order; kept kind by kind.
    package init(rows: [Row], seconds: Double, purchases: Int, prepared: Int, boughtTwice: [String]) {
        var order: [String] = []
        for row in rows where !order.contains(row.part.label) { order.append(row.part.label) }
        self.rows = order.flatMap { label in rows.filter { $0.part.label == label } }
        self.seconds = seconds
        self.purchases = purchases
        self.prepared = prepared
        self.boughtTwice = boughtTwice
    }

    var ended: Int { rows.count { $0.job.isEnded } }
    var told: Int { rows.count { $0.job.isTold } }
    func count(_ ending: KindEnding) -> Int { rows.count { $0.job.isEnded && $0.job.resolvedBy == ending.rawValue } }
}
