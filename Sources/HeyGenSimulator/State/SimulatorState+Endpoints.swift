import HeyGen

extension SimulatorState {
    private static let notFound = APIAnswer.error(404, "webhook_not_found", "Webhook endpoint not found")

    /// What is wrong with a request to register an endpoint; nil if nothing.
    func refusalOfEndpoint(_ json: RawJSON) -> APIAnswer? {
        do {
            try RequestValidator.check(json, WebhookRequestRules.create, at: nil)
        } catch {
            return .invalid(error)
        }
        guard !configuration.takesSecondEndpoint, let url = json["url"]?.string,
            endpoints.contains(where: { $0.url == url })
        else { return nil }
        return .error(409, "conflict", "An endpoint with this URL exists")
    }

    mutating func createEndpoint(_ json: RawJSON, now: Double) -> APIAnswer {
        if let refusal = refusalOfEndpoint(json) { return refusal }
        let endpoint = WebhookEndpoint(
            id: makeID("", length: 32), url: json["url"]?.string ?? "", events: Self.events(json),
            secret: makeID("whsec_", length: 32), createdAt: now)
        endpoints.append(endpoint)
        return .data(endpoint.node(clock, showingSecret: true))
    }

    /// What is wrong with a request to change an endpoint; nil if nothing.
    func refusalOfUpdate(_ id: String, _ json: RawJSON) -> APIAnswer? {
        guard endpoints.contains(where: { $0.id == id }) else { return Self.notFound }
        do {
            try RequestValidator.check(json, WebhookRequestRules.update, at: nil)
            return nil
        } catch {
            return .invalid(error)
        }
    }

    /// Events are replaced whole; there is no way to enable or disable.
    mutating func updateEndpoint(_ id: String, _ json: RawJSON) -> APIAnswer {
        if let refusal = refusalOfUpdate(id, json) { return refusal }
        guard let index = endpoints.firstIndex(where: { $0.id == id }) else { return Self.notFound }
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
    mutating func rotateSecret(_ id: String, now: Double) -> APIAnswer {
        guard let index = endpoints.firstIndex(where: { $0.id == id }) else { return Self.notFound }
        endpoints[index].rotate(to: makeID("whsec_", length: 32), now: now)
        return .data(["endpoint_id": .string(id), "secret": .string(endpoints[index].secret)])
    }

    /// The secret that signs an attempt.
    func secret(of endpoint: WebhookEndpoint, signing delivery: Delivery, _ luck: String) -> String {
        guard delivery.attempt > 1, dice.strikes(.oldSecretRetries, configuration.faults, luck) else {
            return endpoint.secret
        }
        return endpoint.secret(at: delivery.firstAt)
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
