import HeyGen

/// What the simulated HeyGen sold and delivered, as its ledger tells.
struct SimulatedLedger: Sendable {
    /// The base callback ids of videos whose render is over and of which no event was ever sent.
    let dropped: [String]
    /// The callback ids of which one event was delivered more than once.
    let duplicated: [String]
    /// How many events about a resource were taken, by its id.
    let delivered: [String: Int]
    let purchases: Int
    /// The callback ids under which more than one render was bought.
    let boughtTwice: [String]

    static func read(_ url: String, _ http: PlainHTTP) async throws -> SimulatedLedger {
        let answer = try await http.get(url)
        guard answer.status == 200, let json = try? RawJSON(answer.body), let purchases = json["purchases"]?.int else {
            throw StageError.unreadable("the simulator's ledger was answered with \(answer.status)")
        }
        return SimulatedLedger(json, purchases: purchases)
    }

    private init(_ json: RawJSON, purchases: Int) {
        self.purchases = purchases
        boughtTwice = (json["bought_twice"]?.elements ?? []).compactMap(\.string)
        var dropped: [String] = []
        var duplicated: [String] = []
        var delivered: [String: Int] = [:]
        for video in json["videos"]?.elements ?? [] {
            if let id = video["video_id"]?.string { delivered[id] = Self.taken(video).count }
            guard let callbackID = video["callback_id"]?.string, let status = video["status"]?.string else { continue }
            let deliveries = video["deliveries"]?.elements ?? []
            if deliveries.isEmpty, status == "completed" || status == "failed" { dropped.append(callbackID) }
            let types = Dictionary(Self.taken(video).map { ($0["event_type"]?.string ?? "", 1) }, uniquingKeysWith: +)
            if types.values.contains(where: { $0 > 1 }) { duplicated.append(callbackID) }
        }
        self.dropped = dropped
        self.duplicated = duplicated
        self.delivered = delivered
    }

    /// The deliveries that were answered 2xx.
    private static func taken(_ video: RawJSON) -> [RawJSON] {
        (video["deliveries"]?.elements ?? []).filter { (200..<300).contains($0["status"]?.int ?? 0) }
    }
}
