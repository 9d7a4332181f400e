import HeyGen
import NIOHTTP1

/// HeyGen's webhook endpoints, which Clapper keeps. Secrets are stored there and never told.
extension ClapperClient {
    /// What HeyGen may need for an answer, with repeats of it by Clapper.
    private static let patience = Duration.seconds(240)

    /// One page of endpoints: ``Document/items`` and ``Document/nextToken``.
    package func endpoints(limit: Int? = nil, token: String? = nil) async throws(ClapperClientError) -> Document {
        try await send(.get("/v1/endpoints", [("limit", limit.map(String.init)), ("token", token)]))
    }

    /// Registers an endpoint.
    /// - Parameters:
    ///   - events: nil for all types.
    ///   - another: whether a second one at the same URL is wanted.
    package func createEndpoint(
        url: String, events: [String]? = nil, entityID: String? = nil, another: Bool = false
    ) async throws(ClapperClientError) -> Document {
        var members = Self.members(url: url, events: events)
        if let entityID { members.append(("entity_id", JSONString.quoted(entityID))) }
        if another { members.append(("another", Array("true".utf8))) }
        return try await send(.waiting(.POST, "/v1/endpoints", members, Self.patience))
    }

    /// Changes an endpoint; events replace all it had.
    package func updateEndpoint(
        _ id: String, url: String? = nil, events: [String]? = nil, another: Bool = false
    ) async throws(ClapperClientError) -> Document {
        var members = Self.members(url: url, events: events)
        if another { members.append(("another", Array("true".utf8))) }
        return try await send(.waiting(.PATCH, try Self.path(ofEndpoint: id), members, .seconds(30)))
    }

    package func deleteEndpoint(_ id: String) async throws(ClapperClientError) -> Document {
        try await send(
            Call(method: .DELETE, path: try Self.path(ofEndpoint: id), extraTime: .seconds(30), repeats: .never))
    }

    /// Rotates an endpoint's secret. What was begun and not finished is gone on with.
    /// - Parameters:
    ///   - mode: `plain`, or `blue_green`, which takes as long as its window.
    ///   - windowSeconds: nil leaves it to Clapper.
    package func rotateEndpoint(
        _ id: String, mode: String, windowSeconds: Int?
    ) async throws(ClapperClientError) -> Document {
        var members = [("mode", JSONString.quoted(mode))]
        if let windowSeconds { members.append(("window_seconds", Array("\(windowSeconds)".utf8))) }
        let time = Self.patience + .seconds(windowSeconds ?? 60)
        return try await send(.waiting(.POST, "\(try Self.path(ofEndpoint: id))/rotate", members, time))
    }

    /// The types of events HeyGen has.
    package func eventTypes() async throws(ClapperClientError) -> Document {
        try await send(.get("/v1/endpoints/types"))
    }

    /// One page of what HeyGen delivered, or tried to.
    package func deliveries(
        eventType: String? = nil, entityID: String? = nil, limit: Int? = nil, token: String? = nil
    ) async throws(ClapperClientError) -> Document {
        try await send(
            .get(
                "/v1/endpoints/deliveries",
                [
                    ("event_type", eventType), ("entity_id", entityID), ("limit", limit.map(String.init)),
                    ("token", token),
                ]))
    }

    private static func members(url: String?, events: [String]?) -> [(name: String, value: [UInt8])] {
        var members: [(name: String, value: [UInt8])] = []
        if let url { members.append(("url", JSONString.quoted(url))) }
        if let events {
            members.append(("events", JSONObjectWriter.array(events.map { JSONString.quoted($0) })))
        }
        return members
    }

    /// HeyGen's ids are letters, digits and a few signs: nothing else can lead a call to another route.
    private static func path(ofEndpoint id: String) throws(ClapperClientError) -> String {
        guard (1...200).contains(id.utf8.count), id.wholeMatch(of: /[A-Za-z0-9_-]+/) != nil else {
            throw .invalid(
                field: "endpoint_id", reason: "must be an endpoint's id, as 'clapper endpoints list' shows it")
        }
        return "/v1/endpoints/\(id)"
    }
}

extension Call {
    /// A change that HeyGen has to answer first, so it may take long; whoever asked decides about a repeat.
    fileprivate static func waiting(
        _ method: HTTPMethod, _ path: String, _ members: [(name: String, value: [UInt8])], _ time: Duration
    ) -> Call {
        Call(
            method: method, path: path, body: JSONObjectWriter.object(members), extraTime: time, repeats: .never)
    }
}
