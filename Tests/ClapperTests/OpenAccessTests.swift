import Clapper
import JobsAPI
import Testing

@Suite("CLAPPER_OPEN_ACCESS")
struct OpenAccessTests {
    private func access(_ more: [String: String]) async throws -> APIAccess {
        var environment = ["DATABASE_URL": "postgres://localhost/x", "CLAPPER_ROLES": "api"]
        environment.merge(more) { $1 }
        return try Settings(try await SettingsReader(environment: environment)).access
    }

    @Test("opens /v1 on loopback", arguments: ["127.0.0.1", "127.1.2.3", "localhost", "::1"])
    func loopback(host: String) async throws {
        guard case .open = try await access(["CLAPPER_OPEN_ACCESS": "on", "CLAPPER_HOST": host]) else {
            Issue.record("not open")
            return
        }
    }

    @Test(
        "is refused where others can reach the port",
        arguments: ["0.0.0.0", "::", "10.0.0.1", "127.example.com", "127.0.0.1.example.com", "clapper.example.com"])
    func elsewhere(host: String) async throws {
        let error = await #expect(throws: SettingsError.self) {
            try await access(["CLAPPER_OPEN_ACCESS": "on", "CLAPPER_HOST": host])
        }
        #expect(error?.name == "CLAPPER_OPEN_ACCESS")
    }

    @Test("is refused beside tokens, which it would make useless")
    func tokens() async throws {
        await #expect(throws: SettingsError.self) {
            try await access(["CLAPPER_OPEN_ACCESS": "on", "CLAPPER_API_TOKENS": "t"])
        }
    }

    @Test("off or left out, no token means nobody")
    func closed() async throws {
        for more in [[:], ["CLAPPER_OPEN_ACCESS": "off"]] {
            guard case .closed = try await access(more) else {
                Issue.record("not closed")
                return
            }
        }
    }
}
