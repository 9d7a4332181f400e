import Endpoints
import Foundation
import HTTPTypes
import HeyGen
import Intake
import Jobs
import PostgreSQL
import TestSupport
import Testing

@Suite("Secrets that change under a running intake", .migratedDatabase, .timeLimit(.minutes(10)))
struct SecretWindowTests {
    private static let passphrase = "a passphrase of the tests, thirty-two"

    private func open(
        configured: [String] = [Door.secret], key: String? = passphrase, lookFirst: Bool = true,
        _ body: @Sendable @escaping (Door, WebhookSecrets) async throws -> Void
    ) async throws {
        let secretKey = try key.map { try SecretKey($0) }
        try await withStore { store in
            let secrets = WebhookSecrets(
                configured: configured, store: store, key: secretKey, logger: TestDatabase.silentLogger)
            if lookFirst { await secrets.lookOnce() }
            try await Door.open(live: secrets) { door in try await body(door, secrets) }
        }
    }

    private func store(_ secret: String, _ door: Door, key: String = passphrase) async throws {
        let call = try #require(try await door.store.begin(.rotate, of: "e", window: .seconds(60)))
        try await door.store.store(
            sealedSecret: try SecretKey(key).seal(secret, of: "e"), of: "e", url: "https://x.test/", entityID: nil,
            answering: call, finishing: true)
    }

    private func status(_ door: Door, secret: String, _ callbackID: String = "nobody") async throws -> Int {
        let body = Door.success(callbackID, video: "v")
        return try await door.post(body, headers: Door.signed(body, secret: secret)).status
    }

    @Test("a stored secret is in use after the next look, beside the replaced and the configured ones")
    func stored() async throws {
        try await open { (door, secrets) async throws in
            try await store("whsec_a", door)
            try await store("whsec_b", door)
            await secrets.lookOnce()
            for secret in [Door.secret, "whsec_a", "whsec_b"] {
                #expect(try await status(door, secret: secret) == 200, "\(secret)")
            }
        }
    }

    @Test("inside a window a signature that fits nothing is 503 and writes nothing; none at all stays 401")
    func window() async throws {
        try await open { (door, secrets) async throws in
            #expect(try await status(door, secret: "whsec_new") == 401)
            _ = try await door.store.begin(.rotate, of: "e", window: .seconds(60))
            await secrets.lookOnce()
            let body = Door.success("nobody", video: "v")
            let early = try await door.post(body, headers: Door.signed(body, secret: "whsec_new"))
            #expect(early.status == 503)
            #expect(!early.body.contains("401"))
            for flaw in ["missing", "malformed"] {
                var headers = Door.signed(body, secret: "whsec_new")
                headers[HTTPField.Name("Heygen-Signature")!] = flaw == "missing" ? nil : "abc"
                #expect(try await door.post(body, headers: headers).status == 401, "\(flaw)")
            }
            #expect(try await door.count("SELECT count(*) FROM clapper.unmatched") == 0)
            #expect(try await status(door, secret: Door.secret) == 200)
            try await store("whsec_new", door)
            await secrets.lookOnce()
            #expect(try await status(door, secret: "whsec_new") == 200)
            // The window stays open until its declared end.
            #expect(try await status(door, secret: "whsec_other") == 503)
            _ = try await door.store.pool.query(
                Statement("", "UPDATE clapper.endpoint_calls SET window_until = now()"))
            await secrets.lookOnce()
            #expect(try await status(door, secret: "whsec_other") == 401)
        }
    }

    @Test("before what is stored was read, a mismatch is 503, and a configured secret is taken")
    func starting() async throws {
        try await open(lookFirst: false) { (door, secrets) async throws in
            #expect(try await status(door, secret: "whsec_other") == 503)
            #expect(try await status(door, secret: Door.secret) == 200)
            await secrets.lookOnce()
            #expect(try await status(door, secret: "whsec_other") == 401)
        }
    }

    @Test(
        "a secret sealed under another key is passed over, others go on; what it may have signed is 503",
        arguments: [
            "another passphrase of the tests, 32", nil,
        ])
    func otherKey(_ key: String?) async throws {
        try await open(key: key) { (door, secrets) async throws in
            try await store("whsec_a", door)
            await secrets.lookOnce()
            #expect(try await status(door, secret: Door.secret) == 200)
            #expect(try await status(door, secret: "whsec_a") == 503)
        }
    }

    @Test("while the database is away the last known secrets go on")
    func databaseAway() async throws {
        try await withStore { store in
            let secrets = WebhookSecrets(
                configured: [], store: store, key: try SecretKey(Self.passphrase), logger: TestDatabase.silentLogger)
            let call = try #require(try await store.begin(.rotate, of: "e", window: .seconds(1)))
            try await store.store(
                sealedSecret: try SecretKey(Self.passphrase).seal("whsec_a", of: "e"), of: "e", url: "https://x.test/",
                entityID: nil, answering: call, finishing: true)
            await secrets.lookOnce()
            await store.pool.shutdown()
            await secrets.lookOnce()
            let body = Door.success("nobody", video: "v")
            let verdict = secrets.current.verifier.verify(
                body: body, headers: Door.signed(body, secret: "whsec_a"), now: Date())
            #expect(verdict == .valid(profile: .prefixed, timestamp: .fresh))
        }
    }

    @Test("a running intake sees a new secret by itself")
    func running() async throws {
        try await withStore { store in
            let secrets = WebhookSecrets(
                configured: [], store: store, key: try SecretKey(Self.passphrase), logger: TestDatabase.silentLogger)
            try await Door.open(live: secrets, running: true) { door in
                try await self.store("whsec_a", door)
                try await eventually("the intake uses it") { try await status(door, secret: "whsec_a") == 200 }
            }
        }
    }
}
