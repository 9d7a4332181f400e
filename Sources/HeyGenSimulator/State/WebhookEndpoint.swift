/// A registered receiver of events.
struct WebhookEndpoint: Sendable {
    let id: String
    var url: String
    /// Nil means all.
    var events: [String]?
    /// What signs from now on.
    private(set) var secret: String
    let createdAt: Double
    /// What signed before, and until when.
    private var earlier: [(secret: String, until: Double)] = []

    init(id: String, url: String, events: [String]?, secret: String, createdAt: Double) {
        self.id = id
        self.url = url
        self.events = events
        self.secret = secret
        self.createdAt = createdAt
    }

    mutating func rotate(to secret: String, now: Double) {
        earlier.append((self.secret, now))
        self.secret = secret
    }

    /// What signed at that time.
    func secret(at time: Double) -> String { earlier.first { time < $0.until }?.secret ?? secret }

    func wants(_ eventType: String) -> Bool { events?.contains(eventType) ?? true }

    func node(_ clock: SimulatedClock, showingSecret: Bool) -> JSONNode {
        [
            "endpoint_id": .string(id), "url": .string(url), "status": "enabled",
            "created_at": .string(clock.iso8601(createdAt)),
            "events": events.map { .array($0.map(JSONNode.string)) } ?? .null,
            "secret": showingSecret ? .string(secret) : .null,
        ]
    }
}
