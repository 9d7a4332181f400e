import HeyGen

extension SimulatorState {
    private static let notFound = APIAnswer.error(404, "webhook_not_found", "Webhook endpoint not found")

    mutating func createEndpoint(_ json: RawJSON, now: Double) -> APIAnswer {
        do {
            try RequestValidator.check(json, WebhookRequestRules.create, at: nil)
        } catch {
            return .invalid(error)
        }
        let endpoint = WebhookEndpoint(
            id: makeID("", length: 32), url: json["url"]?.string ?? "", events: Self.events(json),
            secret: makeID("whsec_", length: 32), createdAt: now)
        endpoints.append(endpoint)
        return .data(endpoint.node(clock, showingSecret: true))
    }

    mutating func updateEndpoint(_ id: String, _ json: RawJSON) -> APIAnswer {
        guard let index = endpoints.firstIndex(where: { $0.id == id }) else { return Self.notFound }
        do {
            try RequestValidator.check(json, WebhookRequestRules.update, at: nil)
        } catch {
            return .invalid(error)
        }
        if let url = json["url"]?.string { endpoints[index].url = url }
        if json["events"] != nil { endpoints[index].events = Self.events(json) }
        return .data(endpoints[index].node(clock, showingSecret: false))
    }

    mutating func deleteEndpoint(_ id: String) -> APIAnswer {
        guard let index = endpoints.firstIndex(where: { $0.id == id }) else { return Self.notFound }
        endpoints.remove(at: index)
        return .json(["data": [:], "error": .null])
    }

    /// The old secret signs nothing from now on, waiting retries included.
    mutating func rotateSecret(_ id: String) -> APIAnswer {
        guard let index = endpoints.firstIndex(where: { $0.id == id }) else { return Self.notFound }
        endpoints[index].secret = makeID("whsec_", length: 32)
        return .data(["endpoint_id": .string(id), "secret": .string(endpoints[index].secret)])
    }

    func listEndpoints(page: PageRequest) -> APIAnswer {
        page.answer(count: endpoints.count) { endpoints[$0].node(clock, showingSecret: false) }
    }

    static func listEventTypes() -> APIAnswer {
        .page(
            EventType.all.map { ["event_type": .string($0.name), "description": .string($0.summary)] },
            nextToken: nil)
    }

    /// The list of a request; nil means all.
    private static func events(_ json: RawJSON) -> [String]? {
        guard let list = json["events"], list.kind == .array else { return nil }
        return list.elements.compactMap(\.string)
    }
}
