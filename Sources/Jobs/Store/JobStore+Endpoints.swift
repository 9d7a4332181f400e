import Foundation
import PostgreSQL
import SQL

extension JobStore {
    /// How long a call's key is good for: HeyGen keeps it for 24 h of real time, and clocks differ.
    package static let endpointKeyLifetime = Duration.seconds(23 * 3600)
    /// How long a replaced secret is accepted: HeyGen repeats a delivery for 24 h.
    package static let previousSecretLifetime = Duration.seconds(26 * 3600)

    /// Commits a call before it is sent, or takes up an unfinished one of the same purpose and subject.
    ///
    /// - Parameters:
    ///   - held: an endpoint's id or URL. Nothing is begun, and nil returned, if its secret is held already.
    ///   - window: how long from now a signature that fits nothing may be HeyGen's; real time.
    package func begin(
        _ purpose: EndpointPurpose, of subject: String, unlessHeld held: String? = nil, window: Duration
    ) async throws -> EndpointCall? {
        let key = "clapper:\(purpose.rawValue):\(UUID().uuidString.lowercased())"
        let rows = try await pool.query(
            SQL.endpointCallBegin,
            [
                account, purpose.rawValue, subject, key, held, Self.endpointKeyLifetime.milliseconds,
                window.milliseconds,
            ])
        return try rows.first.map(EndpointCall.init)
    }

    /// Stores the secret that HeyGen answered to a call; the one it replaces stays accepted for the retries under way.
    /// - Returns: false if this call's answer was stored before: then nothing was done.
    @discardableResult
    package func store(
        sealedSecret: [UInt8], of endpointID: String, url: String, entityID: String?, answering call: EndpointCall,
        finishing: Bool
    ) async throws -> Bool {
        let rows = try await pool.query(
            SQL.endpointSecretStore,
            [
                account, call.key, endpointID, url, entityID, Bytes(sealedSecret),
                Self.previousSecretLifetime.milliseconds, finishing,
            ])
        return try rows.first?.decode("stored") ?? false
    }

    /// Ends a call that is done; its window stays open until its end.
    package func finish(_ call: EndpointCall) async throws {
        _ = try await pool.query(SQL.endpointCallEnd, [account, call.key, true])
    }

    /// Forgets a call that HeyGen refused, and its window.
    package func forget(_ call: EndpointCall) async throws {
        _ = try await pool.query(SQL.endpointCallEnd, [account, call.key, false])
    }

    /// Notes another URL of an endpoint whose secret is held.
    package func moveEndpoint(_ id: String, to url: String) async throws {
        _ = try await pool.query(
            SQL.endpointChange, [account, id, url, false, Self.previousSecretLifetime.milliseconds])
    }

    /// Notes that an endpoint was deleted; its secret stays accepted for the deliveries under way.
    /// - Returns: false if that was known.
    @discardableResult
    package func retireEndpoint(_ id: String) async throws -> Bool {
        let rows = try await pool.query(
            SQL.endpointChange, [account, id, String?.none, true, Self.previousSecretLifetime.milliseconds])
        return try rows.first?.decode("changed") ?? false
    }

    /// The endpoints that were not deleted and whose secrets are or were held.
    package func endpoints() async throws -> [StoredEndpoint] {
        try await pool.query(SQL.endpointsRead, [account]).map(StoredEndpoint.init)
    }

    /// What an intake accepts now. Writes and locks nothing.
    package func acceptedSecrets() async throws -> AcceptedSecrets {
        var accepted = AcceptedSecrets()
        for row in try await pool.query(SQL.secretsRead, [account, Self.endpointKeyLifetime.milliseconds]) {
            if let milliseconds = try row.decode("open_ms", as: Int64?.self) {
                accepted.openFor = .milliseconds(milliseconds)
                continue
            }
            let secret: Bytes = try row.decode("secret")
            accepted.sealed.append(
                .init(
                    endpointID: try row.decode("endpoint_id"), bytes: secret.array,
                    isReplaced: try row.decode("replaced")))
        }
        return accepted
    }
}
