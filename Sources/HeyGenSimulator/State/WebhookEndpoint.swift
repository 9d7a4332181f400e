/// A registered receiver of events.
struct WebhookEndpoint: Sendable {
    let id: String
    var url: String
    /// Nil means all.
    var events: [String]?
    var secret: String
    let createdAt: Double

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
