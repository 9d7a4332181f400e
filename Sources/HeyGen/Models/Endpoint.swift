/// A receiver of events, as registered at HeyGen.
package struct Endpoint: Sendable {
    package let id: String
    package let url: String
    /// `enabled` or `disabled`; the API cannot enable one again.
    package let status: String
    /// The types it is told; nil means all, also those that HeyGen adds later.
    package let events: [String]?
    /// ISO 8601.
    package let createdAt: String?
    /// What signs its events. Only creating and rotating tell it.
    package let secret: String?

    package var isEnabled: Bool { status != "disabled" }

    /// Nil without an id or a URL.
    init?(_ json: RawJSON) {
        guard let id = json["endpoint_id"]?.nonEmptyString, let url = json["url"]?.nonEmptyString else { return nil }
        self.id = id
        self.url = url
        status = json["status"]?.nonEmptyString ?? "enabled"
        events = json["events"].flatMap { $0.kind == .array ? $0.elements.compactMap(\.string) : nil }
        createdAt = json["created_at"]?.nonEmptyString
        secret = Self.secret(json)
    }

    /// The schema says `secret`, some readers of HeyGen's pages `signing_secret`.
    static func secret(_ json: RawJSON) -> String? {
        json["secret"]?.nonEmptyString ?? json["signing_secret"]?.nonEmptyString
    }
}
