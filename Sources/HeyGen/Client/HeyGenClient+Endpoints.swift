import NIOHTTP1

/// Webhook endpoints. A write that HeyGen may or may not have done is `.ambiguous`: made again with the same key it gives
/// the first answer, for 24 hours, secret included.
extension HeyGenClient {
    private static let endpointsPath = "/v3/webhooks/endpoints"

    /// The body of a create. Nothing that is not wanted is sent: HeyGen refuses what it does not know.
    /// - Parameter events: nil for all types.
    package static func endpointBody(url: String?, events: [String]?, entityID: String? = nil) -> [UInt8] {
        var members: [(name: String, value: [UInt8])] = []
        if let url { members.append(("url", JSONString.quoted(url))) }
        if let events {
            var types: [[UInt8]] = []
            for event in events { types.append(JSONString.quoted(event)) }
            members.append(("events", JSONObjectWriter.array(types)))
        }
        if let entityID { members.append(("entity_id", JSONString.quoted(entityID))) }
        return JSONObjectWriter.object(members)
    }

    /// Registers a receiver: the endpoint with its secret, which is told only now.
    ///
    /// - Parameters:
    ///   - url: public HTTPS. HeyGen may probe it with OPTIONS and waits one second.
    ///   - events: nil for all types.
    ///   - entityID: narrows it to one resource.
    package func createEndpoint(
        url: String, events: [String]?, entityID: String? = nil, idempotencyKey: String
    ) async throws(HeyGenError) -> Endpoint {
        let call = APICall(
            method: .POST, path: Self.endpointsPath, template: "POST \(Self.endpointsPath)",
            body: Self.endpointBody(url: url, events: events, entityID: entityID),
            idempotencyKey: try Self.checked(key: idempotencyKey), timeout: configuration.readTimeout)
        guard let endpoint = (try await send(call))["data"].flatMap(Endpoint.init), endpoint.secret != nil else {
            throw .ambiguous("HTTP 2xx without an endpoint and its secret")
        }
        return endpoint
    }

    /// One page of the account's endpoints, without secrets.
    ///
    /// - Parameters:
    ///   - limit: 1 to 100.
    ///   - token: ``EndpointPage/nextToken`` of the page before. One that repeats means HeyGen goes round in circles.
    package func endpoints(limit: Int = 10, token: String? = nil) async throws(HeyGenError) -> EndpointPage {
        precondition((1...100).contains(limit), "HeyGen takes a limit of 1 to 100")
        var path = "\(Self.endpointsPath)?limit=\(limit)"
        if let token { path += "&token=\(APICall.percentEncode(token))" }
        let call = APICall(
            method: .GET, path: path, template: "GET \(Self.endpointsPath)", timeout: configuration.readTimeout)
        guard let page = EndpointPage(try await send(call)) else {
            throw .ambiguous("HTTP 2xx without a list of endpoints")
        }
        return page
    }

    /// Changes an endpoint. Safe to make twice.
    ///
    /// - Parameters:
    ///   - url: nil leaves it.
    ///   - events: all that it is told from now on, not what is added; nil leaves them.
    package func updateEndpoint(
        _ id: String, url: String?, events: [String]?
    ) async throws(HeyGenError) -> Endpoint {
        let call = APICall(
            method: .PATCH, path: try Self.path(ofEndpoint: id), template: "PATCH \(Self.endpointsPath)/{endpoint_id}",
            body: Self.endpointBody(url: url, events: events), timeout: configuration.readTimeout)
        guard let endpoint = (try await send(call))["data"].flatMap(Endpoint.init) else {
            throw .ambiguous("HTTP 2xx without an endpoint")
        }
        return endpoint
    }

    /// Removes an endpoint; deliveries that HeyGen would repeat to it end, too.
    ///
    /// - Throws: `.refused` with 404 `webhook_not_found` when it is gone already, as after an ambiguous one.
    package func deleteEndpoint(_ id: String) async throws(HeyGenError) {
        let call = APICall(
            method: .DELETE, path: try Self.path(ofEndpoint: id),
            template: "DELETE \(Self.endpointsPath)/{endpoint_id}", timeout: configuration.readTimeout)
        _ = try await send(call)
    }

    /// Replaces an endpoint's secret. The old one signs nothing from that moment on.
    /// - Returns: the new secret, which is told only now.
    package func rotateSecret(_ id: String, idempotencyKey: String) async throws(HeyGenError) -> String {
        let call = APICall(
            method: .POST, path: "\(try Self.path(ofEndpoint: id))/rotate-secret",
            template: "POST \(Self.endpointsPath)/{endpoint_id}/rotate-secret",
            idempotencyKey: try Self.checked(key: idempotencyKey), timeout: configuration.readTimeout)
        guard let secret = (try await send(call))["data"].flatMap(Endpoint.secret) else {
            throw .ambiguous("HTTP 2xx without a secret")
        }
        return secret
    }

    /// The types of events there are, each with a sentence; a page as HeyGen answers it.
    package func eventTypes() async throws(HeyGenError) -> RawJSON {
        let path = "/v3/webhooks/event-types"
        return try await page(APICall(method: .GET, path: path, template: "GET \(path)", timeout: timeout))
    }

    private var timeout: Duration { configuration.readTimeout }

    private func page(_ call: APICall) async throws(HeyGenError) -> RawJSON {
        let json = try await send(call)
        guard json["data"]?.kind == .array else { throw .ambiguous("HTTP 2xx without a list") }
        return json
    }

    private static func path(ofEndpoint id: String) throws(HeyGenError) -> String {
        guard !id.isEmpty else {
            throw .refused(APIError(status: 0, code: "not_found", message: "an empty endpoint id"))
        }
        return "\(endpointsPath)/\(APICall.percentEncode(id))"
    }
}
