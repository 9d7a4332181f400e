import NIOHTTP1

extension HeyGenClient {
    /// Lists events HeyGen delivered, or tried to. Their order and how long they are kept are not documented.
    ///
    /// - Parameters:
    ///   - type: only events of this type, such as `avatar_video.success`.
    ///   - entityID: only events about this video, session or other thing.
    ///   - limit: 1 to 100 events a page.
    ///   - token: ``DeliveredEventPage/nextToken`` of the page before. A token that repeats means HeyGen is going round
    ///     in circles: stop.
    package func deliveredEvents(
        type: String? = nil, entityID: String? = nil, limit: Int = 100, token: String? = nil
    ) async throws(HeyGenError) -> DeliveredEventPage {
        precondition((1...100).contains(limit), "HeyGen takes a limit of 1 to 100")
        var path = "/v3/webhooks/events?limit=\(limit)"
        for (name, value) in [("event_type", type), ("entity_id", entityID), ("token", token)] {
            if let value { path += "&\(name)=\(APICall.percentEncode(value))" }
        }
        let call = APICall(
            method: .GET, path: path, template: "GET /v3/webhooks/events", timeout: configuration.readTimeout)
        guard let page = DeliveredEventPage(try await send(call)) else {
            throw .ambiguous("HTTP 2xx without a list of events")
        }
        return page
    }
}
