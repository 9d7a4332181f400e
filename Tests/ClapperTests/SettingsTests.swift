import Foundation
import Testing

@testable import Clapper

@Suite("The settings")
struct SettingsTests {
    private let database = ["DATABASE_URL": "postgres://localhost/x"]

    @Test(
        "without a credential the role that needs it is named; leaving it out is a way out only where roles are chosen")
    func credential() async throws {
        let reader = try await SettingsReader(environment: database)
        let chosen = #expect(throws: SettingsError.self) { try Settings(reader) }
        #expect(
            chosen?.description == "HEYGEN_API_KEY: is not set, and the role submitter needs it; "
                + "set it or HEYGEN_ACCESS_TOKEN, or leave the role out of --roles")
        let fixed = #expect(throws: SettingsError.self) { try Settings(reader, roles: [.reconciler]) }
        #expect(
            fixed?.description
                == "HEYGEN_API_KEY: is not set, and the role reconciler needs it; set it or HEYGEN_ACCESS_TOKEN")
    }

    @Test("where the roles are fixed, CLAPPER_ROLES does not count, and need not even be right")
    func fixedRoles() async throws {
        let more = ["CLAPPER_ROLES": "baker", "HEYGEN_API_KEY": "k"]
        let reader = try await SettingsReader(environment: database.merging(more) { $1 })
        #expect(try Settings(reader, roles: [.reconciler]).roles == [.reconciler])
        #expect(throws: SettingsError.self) { try Settings(reader) }
    }

    @Test("registering an endpoint needs a public URL, a credential and a key for its secret; each is named")
    func registration() async throws {
        var environment = database.merging(["CLAPPER_REGISTER_ENDPOINT": "on", "CLAPPER_ROLES": "intake"]) { $1 }
        for (missing, value) in [
            ("CLAPPER_PUBLIC_URL", "https://clapper.example.com"), ("HEYGEN_API_KEY", "k"),
            ("CLAPPER_SECRET_KEY", String(repeating: "k", count: 32)),
        ] {
            let reader = try await SettingsReader(environment: environment)
            let error = #expect(throws: SettingsError.self) { try Settings(reader) }
            #expect(error?.name == missing)
            #expect(error?.reason.contains("CLAPPER_REGISTER_ENDPOINT") == true)
            environment[missing] = value
        }
        let settings = try Settings(try await SettingsReader(environment: environment))
        #expect(settings.registerEndpoint)
        #expect(!"\(settings.report)".contains("kkkk"))
        // Another process of the same environment registers nothing.
        environment["CLAPPER_ROLES"] = "notifier"
        environment["CLAPPER_PUBLIC_URL"] = nil
        _ = try Settings(try await SettingsReader(environment: environment))
    }

    @Test("a secret key that is too short is named, with the way out")
    func secretKey() async throws {
        let more = ["CLAPPER_SECRET_KEY": "short", "HEYGEN_API_KEY": "k"]
        let reader = try await SettingsReader(environment: database.merging(more) { $1 })
        let error = #expect(throws: SettingsError.self) { try Settings(reader) }
        #expect(error?.name == "CLAPPER_SECRET_KEY")
        #expect(error?.reason.contains("openssl rand -base64 32") == true)
        #expect(error?.reason.contains("short") == false)
    }

    @Test(".env.example names every setting, and nothing that nobody reads")
    func example() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let text = try String(contentsOf: root.appending(path: ".env.example"), encoding: .utf8)
        let named = Set(text.matches(of: /(?m)^#?([A-Z_]+)=/).map { String($0.1) })
        let elsewhere: Set = [
            "CLAPPER_LOG_LEVEL", "CLAPPER_LOG_FORMAT", "CLAPPER_URL", "CLAPPER_TOKEN", "POSTGRES_PASSWORD",
        ]
        // `clapper up` sets it for its own child; nobody else should.
        let hidden: Set = ["CLAPPER_OPEN_ACCESS"]
        #expect(named == Set(Settings.names).union(elsewhere).subtracting(hidden))
    }
}
