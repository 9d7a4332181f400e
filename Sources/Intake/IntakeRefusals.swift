import Metrics

/// Counts events that were not taken, by reason, and those that were flagged. Made once.
struct IntakeRefusals: Sendable {
    enum Reason: String, CaseIterable {
        /// Not signed, or not by a secret of ours.
        case signature
        case timestamp
        /// Not a token of ours.
        case token
        case tooLarge = "too_large"
        case noSecret = "no_secret"
        /// The signature fits no secret that is known, and HeyGen may use one that is not: it comes again.
        case rotation
        /// The same, because what is stored was not read yet or cannot be.
        case secretsUnread = "secrets_unread"
        /// Our own trouble: database, full queue, shutdown.
        case trouble
    }

    private let counters = Dictionary(
        uniqueKeysWithValues: Reason.allCases.map { reason in
            (
                reason.rawValue,
                Counter(label: "clapper_events_refused_total", dimensions: [("reason", reason.rawValue)])
            )
        })
    private let stale = Counter(label: "clapper_events_stale_total")

    func count(_ reason: Reason) { counters[reason.rawValue]?.increment() }
    func countFlagged() { stale.increment() }
}
