/// How many tells are in flight, in all and to each origin.
struct NotifyLoad {
    let limit: Int
    let perOrigin: Int
    private(set) var total = 0
    private var origins: [String: Int] = [:]

    init(limit: Int, perOrigin: Int) {
        self.limit = limit
        self.perOrigin = perOrigin
    }

    /// How many more may be in flight.
    var free: Int { limit - total }

    /// The origins that must get no more. At most `limit / perOrigin`.
    var busy: [String] {
        origins.filter { $0.value >= perOrigin }.map(\.key)
    }

    /// How many more *any* other origin may get, so that none ever has more than `perOrigin`.
    var freePerOrigin: Int {
        perOrigin - (origins.values.filter { $0 < perOrigin }.max() ?? 0)
    }

    mutating func begin(_ origin: String) {
        total += 1
        origins[origin, default: 0] += 1
    }

    /// - Returns: whether this made room where there was none: then there may be something to claim.
    mutating func end(_ origin: String) -> Bool {
        let before = origins[origin, default: 0]
        precondition(before > 0, "a tell ends once")
        let wasFull = free == 0 || before >= perOrigin
        total -= 1
        origins[origin] = before == 1 ? nil : before - 1
        return wasFull
    }
}
