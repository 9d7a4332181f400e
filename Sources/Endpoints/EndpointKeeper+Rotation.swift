import HeyGen
import Jobs
import Logging

extension EndpointKeeper {
    /// Has HeyGen replace an endpoint's secret, and stores the new one. Takes about 2 s; the window stays open until its end.
    ///
    /// HeyGen uses the new secret at once, before it can be stored: until then what is signed with it fits nothing, is
    /// answered 503 and comes again. So the window is committed first, and every intake has it before HeyGen is asked.
    /// - Parameter window: real time.
    package func rotate(_ id: String, window: Duration = EndpointKeeper.defaultWindow) async throws -> Rotation {
        try await refuseReplacing(id)
        guard let endpoint = try await all().first(where: { $0.id == id }) else { throw EndpointError.unknown(id) }
        guard let rotation = try await rotate(endpoint, window: window, unlessHeld: nil) else {
            throw JobStoreError.unreadable("a call about an endpoint was not begun")
        }
        return rotation
    }

    /// - Parameter held: nothing is rotated, and nil returned, where the secret of this endpoint is held.
    func rotate(_ endpoint: Endpoint, window: Duration, unlessHeld held: String?) async throws -> Rotation? {
        let key = try await secretKey()
        let id = endpoint.id
        guard let call = try await store.begin(.rotate, of: id, unlessHeld: held, window: window) else { return nil }
        try await pause(Self.settleTime)
        let secret = try await settled(call) { () async throws(HeyGenError) in
            try await client.rotateSecret(id, idempotencyKey: call.key)
        }
        try await keep(
            secret, of: id, url: endpoint.url, entityID: nil, under: key, answering: call, finishing: true)
        logger.notice(
            "secret rotated",
            metadata: ["endpoint": "\(id)", "mode": "plain", "window_s": "\(window.milliseconds / 1000)"])
        return Rotation(endpointID: id, mode: .plain, replacedID: nil, isResumed: call.isResumed)
    }

    /// Registers another endpoint in the place of this one, lets both deliver for `overlap`, then deletes the old one.
    ///
    /// Events come twice in between, and count once. What was asked before and not finished is gone on with.
    /// - Parameter overlap: real time; what HeyGen still repeats to the old endpoint when it is deleted is not repeated to the
    ///   new one, so it should be longer than the first few gaps between HeyGen's attempts.
    package func replace(_ id: String, overlap: Duration = EndpointKeeper.defaultWindow) async throws -> Rotation {
        let key = try await secretKey()
        let old = try await all().first { $0.id == id }
        guard let call = try await store.begin(.replace, of: id, window: overlap + Self.settleTime) else {
            throw JobStoreError.unreadable("a call about an endpoint was not begun")
        }
        let newID: String
        if let stored = call.endpointID {
            newID = stored
        } else {
            guard let old else {
                try await store.forget(call)
                throw EndpointError.unknown(id)
            }
            newID = try await second(beside: old, under: key, call)
        }
        if old != nil {
            try await pause(max(overlap, Self.settleTime))
            try await deleteReplaced(id)
        }
        try await store.retireEndpoint(id)
        try await store.finish(call)
        logger.notice(
            "endpoint replaced", metadata: ["endpoint": "\(newID)", "mode": "blue_green", "replaced": "\(id)"])
        return Rotation(endpointID: newID, mode: .blueGreen, replacedID: id, isResumed: call.isResumed)
    }

    /// The new endpoint, its secret stored.
    private func second(beside old: Endpoint, under key: SecretKey, _ call: EndpointCall) async throws -> String {
        // Every intake knows of the window before the new secret can sign anything.
        try await pause(Self.settleTime)
        let entityID = try await store.endpoints().first { $0.id == old.id }?.entityID
        let new: Endpoint
        do {
            new = try await settled(call) { () async throws(HeyGenError) in
                try await client.createEndpoint(
                    url: old.url, events: old.events, entityID: entityID, idempotencyKey: call.key)
            }
        } catch EndpointError.refused(let error) where error.apiError?.status == 409 {
            throw EndpointError.noSecondEndpoint(error)
        }
        try await keep(
            new.secret, of: new.id, url: new.url, entityID: entityID, under: key, answering: call, finishing: false)
        return new.id
    }

    /// Deletes the old endpoint, also if an earlier try did and nobody heard of it.
    private func deleteReplaced(_ id: String) async throws {
        for attempt in 1...4 {
            do {
                try await heygen(about: id) { try await client.deleteEndpoint(id) }
                return
            } catch EndpointError.unknown {
                return
            } catch EndpointError.refused(let error) {
                if attempt == 4 { throw EndpointError.unsettled(error) }
                try await pause(.seconds(attempt))
            }
        }
    }
}
