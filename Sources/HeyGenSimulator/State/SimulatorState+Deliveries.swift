import HeyGen

extension SimulatorState {
    private static let firstRetrySeconds = 10.0
    private static let longestRetrySeconds = 3600.0
    private static let giveUpSeconds = 86_400.0

    /// Puts an attempt in the outbox, signed for the endpoint as it is now. Nothing for a deleted endpoint.
    mutating func send(_ delivery: Delivery, at now: Double) {
        let event = events[delivery.event]
        guard let endpointID = delivery.endpointID else {
            let headers = [("content-type", "application/json")]
            enqueue(request(delivery, delivery.url, headers, signature: "none"))
            return
        }
        guard let endpoint = endpoints.first(where: { $0.id == endpointID }) else { return }
        let luck = "\(event.subject) \(event.type) \(delivery.copy)"
        let isFirst = delivery.attempt == 1
        func strikes(_ fault: Fault) -> Bool { isFirst && dice.strikes(fault, configuration.faults, luck) }
        var headers = [("content-type", "application/json"), ("user-agent", "HeyGen-Simulator")]
        if strikes(.unsigned) {
            enqueue(request(delivery, endpoint.url, headers, signature: "none"))
            return
        }
        let isCorrupt = strikes(.corruptSignature)
        let current = secret(of: endpoint, signing: delivery, luck)
        let secret = isCorrupt ? current + "?" : current
        let signature = WebhookSigner.sign(body: event.body, secret: secret)
        let profile = configuration.headerProfile
        if profile != .plain {
            let age = strikes(.staleTimestamp) ? 301 + Int(3299 * dice.unit("staleness", luck)) : 0
            headers.append(("heygen-signature", signature))
            headers.append(("heygen-timestamp", "\(Int(clock.unix(now)) - age)"))
            headers.append(("heygen-event-id", event.id))
        }
        if profile != .prefixed { headers.append(("signature", signature)) }
        enqueue(request(delivery, endpoint.url, headers, signature: isCorrupt ? "corrupt" : "valid"))
    }

    /// Writes down what a receiver answered, and sets the next attempt unless it was a 2xx.
    ///
    /// - Parameter status: nil for no answer within 10 s.
    mutating func deliveryEnded(_ sent: OutboundRequest, status: Int?, now: Double) {
        let event = events[sent.delivery.event]
        let record = DeliveryRecord(
            eventType: event.type, target: sent.delivery.endpointID == nil ? "callback_url" : "endpoint",
            at: clock.unix(now), attempt: sent.delivery.attempt, status: status, signature: sent.signature)
        switch event.source {
        case .resource(let index): resources[index].deliveries.append(record)
        case .batch(let index): batches[index].deliveries.append(record)
        }
        if let status, (200..<300).contains(status) { return }
        var next = sent.delivery
        let doublings = min(Double(next.attempt - 1), 16)
        var wait = Self.firstRetrySeconds
        for _ in 0..<Int(doublings) { wait = min(wait * 2, Self.longestRetrySeconds) }
        next.attempt += 1
        guard now + wait - next.firstAt <= Self.giveUpSeconds else { return }
        schedule(.attempt(next), at: now + wait)
    }

    private func request(
        _ delivery: Delivery, _ url: String, _ headers: [(String, String)], signature: String
    ) -> OutboundRequest {
        OutboundRequest(
            delivery: delivery, url: url, headers: headers.map { (name: $0.0, value: $0.1) },
            body: events[delivery.event].body, signature: signature)
    }
}
