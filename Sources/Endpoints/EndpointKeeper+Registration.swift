import HeyGen
import Jobs

extension EndpointKeeper {
    /// The types without which jobs wait for a read.
    private static let needed = EventType.all.filter { $0.meaning != .story && $0.meaning != .other }.map(\.name)

    /// Makes sure that HeyGen delivers to `url` and that the secret is held, changing as little as that takes.
    ///
    /// Any number of processes may do so at once: they share one call, so one endpoint is made.
    /// - Parameters:
    ///   - configured: whether secrets are set by hand; then an endpoint that is there and whose secret is not stored is taken
    ///     to be one of those, for rotating it would cut off whoever else has it.
    ///   - resuming: whether a rotation that was begun is gone on with; else it is left to whoever is at it.
    package func register(url: String, configured: Bool, resuming: Bool = true) async throws -> Registration {
        try await forgetLost(at: url)
        // Once more where another process finished in between.
        for _ in 0..<3 {
            if let registration = try await registerOnce(url: url, configured: configured, resuming: resuming) {
                return registration
            }
        }
        throw EndpointError.unsettled(.ambiguous("the endpoints at HeyGen change while they are looked at"))
    }

    /// Nil where somebody else did it since the look.
    private func registerOnce(url: String, configured: Bool, resuming: Bool) async throws -> Registration? {
        let there = try await all().filter { $0.url == url }
        let stored = Dictionary(uniqueKeysWithValues: try await store.endpoints().map { ($0.id, $0) })
        let states = there.map { ($0, KeptEndpoint.state(stored[$0.id], key)) }
        func registration(_ way: Registration.Way, _ endpoint: Endpoint) -> Registration {
            let strangers = states.filter { $0.0.id != endpoint.id && $0.1 == .unknown }.count
            return Registration(
                way: way, endpointID: endpoint.id, isEnabled: endpoint.isEnabled,
                missingEvents: endpoint.events.map { events in Self.needed.filter { !events.contains($0) } } ?? [],
                strangers: strangers)
        }
        func first(_ state: KeptEndpoint.SecretState) -> Endpoint? {
            let fitting = states.filter { $0.1 == state }.map(\.0)
            return fitting.first(where: \.isEnabled) ?? fitting.first
        }
        if let held = first(.stored) ?? first(.replacing) { return registration(.adopted, held) }
        if let begun = first(.unfinished) {
            if !resuming { return registration(.adopted, begun) }
            // Goes on with what was begun, and begins nothing where another process finished it since.
            return try await rotate(begun, window: Self.defaultWindow, unlessHeld: begun.id).map { _ in
                registration(.rotated, begun)
            }
        }
        if let unreadable = first(.unreadable) { return registration(.unreadable, unreadable) }
        if let stranger = first(.unknown) {
            if configured { return registration(.assumed, stranger) }
            return try await rotate(stranger, window: Self.defaultWindow, unlessHeld: stranger.id).map { _ in
                registration(.rotated, stranger)
            }
        }
        let body = HeyGenClient.endpointBody(url: url, events: nil)
        return try await create(body: body, url: url, events: nil, entityID: nil, unlessHeld: url).map {
            registration(.created, $0.endpoint)
        }
    }
}
