import Jobs
import Testing

@testable import Clapper

@Suite("The settings of callback addresses")
struct CallbackSettingsTests {
    private static let base = ["DATABASE_URL": "postgres://localhost/x", "HEYGEN_API_KEY": "k"]
    private static let key = "0123456789abcdef0123456789abcdef"
    private static let url = "https://clapper.example.com"

    private static func settings(_ more: [String: String]) async throws -> Settings {
        try Settings(try await SettingsReader(environment: base.merging(more) { $1 }))
    }

    @Test("HeyGen tells the endpoint unless callback_url is asked for with all it needs")
    func mode() async throws {
        let plain = try await Self.settings([:])
        #expect(plain.callbackMode == .endpoint && plain.callbacks == nil)
        let own = try await Self.settings([
            "CLAPPER_CALLBACK_MODE": "callback_url", "CLAPPER_PUBLIC_URL": Self.url, "CLAPPER_SECRET_KEY": Self.key,
        ])
        #expect(own.callbackMode == .callbackURL && own.callbacks != nil)
        // Per job, it needs no more than the two.
        #expect(
            try await Self.settings(["CLAPPER_PUBLIC_URL": Self.url, "CLAPPER_SECRET_KEY": Self.key]).callbacks != nil)
        #expect(!own.report.contains { $0.value.contains(Self.key) })
    }

    @Test(
        "what is missing or wrong is named",
        arguments: [
            (["CLAPPER_CALLBACK_MODE": "fax"], "CLAPPER_CALLBACK_MODE"),
            (["CLAPPER_CALLBACK_MODE": "callback_url", "CLAPPER_SECRET_KEY": key], "CLAPPER_PUBLIC_URL"),
            (["CLAPPER_CALLBACK_MODE": "callback_url", "CLAPPER_PUBLIC_URL": url], "CLAPPER_SECRET_KEY"),
            (["CLAPPER_SECRET_KEY": "short"], "CLAPPER_SECRET_KEY"),
        ])
    func wrong(_ more: [String: String], _ name: String) async throws {
        let error = await #expect(throws: SettingsError.self) { try await Self.settings(more) }
        #expect(error?.name == name)
        #expect(error?.reason.contains("short") != true || more["CLAPPER_SECRET_KEY"] == "short")
    }
}
