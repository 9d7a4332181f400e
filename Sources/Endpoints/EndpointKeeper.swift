package import HeyGen
package import Jobs
package import Logging
import ServiceLifecycle

/// Registers and changes webhook endpoints at HeyGen, and keeps their secrets: those are told once and stored sealed.
///
/// What makes HeyGen change a secret is committed before it is sent, with its idempotency key. Whatever ends in between, the
/// same call made again goes on with that key and gets the same secret.
package struct EndpointKeeper: Sendable {
    /// How long after a commit every intake acts on it: they look twice a second.
    package static let settleTime = Duration.milliseconds(1500)
    /// How long a rotation's window is unless it is told.
    package static let defaultWindow = Duration.seconds(60)
    /// After a create: until its secret is stored the call itself keeps the window open.
    private static let createWindow = Duration.seconds(5)
    private static let pageLimit = 100

    let client: HeyGenClient
    let store: JobStore
    let key: SecretKey?
    let logger: Logger

    /// - Parameter key: nil refuses whatever has a secret to be stored.
    package init(client: HeyGenClient, store: JobStore, key: SecretKey?, logger: Logger) {
        self.client = client
        self.store = store
        self.key = key
        self.logger = logger
    }

    /// One page of the endpoints at HeyGen, each with what is known here of its secret.
    /// - Parameter limit: 1 to 100.
    package func page(limit: Int, token: String?) async throws -> (endpoints: [KeptEndpoint], nextToken: String?) {
        let page = try await heygen { try await client.endpoints(limit: limit, token: token) }
        let stored = Dictionary(uniqueKeysWithValues: try await store.endpoints().map { ($0.id, $0) })
        return (page.endpoints.map { KeptEndpoint($0, stored: stored[$0.id], key: key) }, page.nextToken)
    }

    /// Registers an endpoint and stores its secret.
    /// - Parameter another: whether a second one at the same URL is wanted: every event comes once for each.
    package func create(
        url: String, events: [String]?, entityID: String?, another: Bool = false
    ) async throws -> KeptEndpoint {
        let body = HeyGenClient.endpointBody(url: url, events: events, entityID: entityID)
        guard
            let endpoint = try await create(
                body: body, url: url, events: events, entityID: entityID, unlessHeld: nil, alone: !another)
        else { throw JobStoreError.unreadable("a call about an endpoint was not begun") }
        return endpoint
    }

    /// - Parameters:
    ///   - held: nothing is registered, and nil returned, where the secret of an endpoint at this URL is held.
    ///   - alone: whether one that is there already is an error. What was begun before is gone on with all the same.
    func create(
        body: [UInt8], url: String, events: [String]?, entityID: String?, unlessHeld held: String?, alone: Bool = false
    ) async throws -> KeptEndpoint? {
        let key = try await secretKey()
        guard
            let call = try await store.begin(
                .create, of: String(decoding: body, as: UTF8.self), unlessHeld: held, window: Self.createWindow)
        else { return nil }
        if alone, !call.isResumed {
            do {
                try await refuseTaken(url)
            } catch {
                try await store.forget(call)
                throw error
            }
        }
        let endpoint = try await settled(call) { () async throws(HeyGenError) in
            try await client.createEndpoint(
                url: url, events: events, entityID: entityID, idempotencyKey: call.key)
        }
        try await keep(
            endpoint.secret, of: endpoint.id, url: endpoint.url, entityID: entityID, under: key, answering: call,
            finishing: true)
        logger.notice("endpoint registered", metadata: ["endpoint": "\(endpoint.id)"])
        return KeptEndpoint(endpoint, secret: .stored)
    }

    /// Changes URL or events; events are replaced whole.
    /// - Parameter another: whether it may go to a URL where there is one already.
    package func update(
        _ id: String, url: String?, events: [String]?, another: Bool = false
    ) async throws -> KeptEndpoint {
        if let url, !another { try await refuseTaken(url, except: id) }
        let endpoint = try await heygen(about: id) { try await client.updateEndpoint(id, url: url, events: events) }
        if url != nil { try await store.moveEndpoint(id, to: endpoint.url) }
        logger.notice("endpoint changed", metadata: ["endpoint": "\(id)"])
        let stored = try await store.endpoints().first { $0.id == id }
        return KeptEndpoint(endpoint, stored: stored, key: key)
    }

    /// Deletes an endpoint; its secret stays accepted for the deliveries under way.
    package func delete(_ id: String) async throws {
        try await refuseReplacing(id)
        do {
            try await heygen(about: id) { try await client.deleteEndpoint(id) }
        } catch let error as EndpointError where error == .unknown(id) {
            try await store.retireEndpoint(id)
            throw error
        }
        try await store.retireEndpoint(id)
        logger.notice("endpoint deleted", metadata: ["endpoint": "\(id)"])
    }

    /// The types of events, as HeyGen answers them.
    package func eventTypes() async throws -> RawJSON { try await heygen { try await client.eventTypes() } }

    /// What HeyGen told or tried to tell, as it answers it.
    package func deliveries(type: String?, entityID: String?, limit: Int, token: String?) async throws -> RawJSON {
        try await heygen {
            try await client.deliveredEvents(type: type, entityID: entityID, limit: limit, token: token).document
        }
    }

    /// - Throws: ``EndpointError/taken(by:url:)``.
    private func refuseTaken(_ url: String, except id: String? = nil) async throws {
        if let there = try await all().first(where: { $0.url == url && $0.id != id }) {
            throw EndpointError.taken(by: there.id, url: url)
        }
    }

    /// - Throws: ``EndpointError/replacing(_:)``.
    func refuseReplacing(_ id: String) async throws {
        guard try await store.endpoints().contains(where: { $0.id == id && $0.unfinished == .replace }) else { return }
        throw EndpointError.replacing(id)
    }

    /// Every endpoint at HeyGen.
    /// - Throws: ``EndpointError/refused(_:)`` also for a list without an end: a part must not be taken for the whole.
    func all() async throws -> [Endpoint] {
        var found: [Endpoint] = []
        var token: String?
        for _ in 0..<Self.pageLimit {
            let page = try await heygen { try await client.endpoints(limit: 100, token: token) }
            found += page.endpoints
            guard let next = page.nextToken else { return found }
            // A token that repeats would lead round in circles.
            if next == token { break }
            token = next
        }
        throw EndpointError.refused(.ambiguous("the list of endpoints has no end"))
    }
}
