import HeyGen

/// The rules of the webhook endpoints' requests.
enum WebhookRequestRules {
    private static let events = FieldShape.list(.word(EventType.all.map(\.name)), 0...100)

    static let create = FieldShape.object(
        ObjectRules(
            [.required("url", .url), .optional("events", events), .optional("entity_id", .name)],
            checks: [reachable]))

    static let update = FieldShape.object(
        ObjectRules([.optional("url", .url), .optional("events", events)], checks: [reachable]))

    /// HeyGen wants public HTTPS. Plain http is let through to this machine only.
    private static let reachable: ObjectRules.Check = { body in
        guard let url = body["url"]?.string, url.hasPrefix("http://"), !isLoopback(url) else { return nil }
        return ValidationIssue(param: "url", message: "url must be https")
    }

    static func isLoopback(_ url: String) -> Bool {
        let authority = url.dropFirst("http://".count).prefix { $0 != "/" && $0 != "?" }
        return ["127.0.0.1", "localhost", "[::1]"].contains { host in
            authority == host || authority.hasPrefix(host + ":")
        }
    }
}
