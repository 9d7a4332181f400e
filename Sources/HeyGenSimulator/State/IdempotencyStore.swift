/// Remembers the first 2xx answer to each key for 24 simulated hours, as HeyGen does.
struct IdempotencyStore: Sendable {
    enum Entry: Sendable {
        /// The first request with this key is not answered yet.
        case inProgress
        case answered(APIAnswer)
    }

    private static let lifetimeSeconds = 86_400.0
    /// How many entries are added between two looks for old ones.
    private static let sweepInterval = 10_000

    private var entries: [String: (entry: Entry, since: Double)] = [:]
    private var addedSinceSweep = 0

    /// - Parameter scope: method, path and key; another path is another request.
    func entry(_ scope: String, now: Double) -> Entry? {
        guard let found = entries[scope], now - found.since < Self.lifetimeSeconds else { return nil }
        return found.entry
    }

    /// The first request failed: the key is as good as new.
    mutating func forget(_ scope: String) { entries[scope] = nil }

    mutating func set(_ scope: String, _ entry: Entry, now: Double) {
        entries[scope] = (entry, now)
        addedSinceSweep += 1
        if addedSinceSweep < Self.sweepInterval { return }
        addedSinceSweep = 0
        entries = entries.filter { now - $0.value.since < Self.lifetimeSeconds }
    }
}
