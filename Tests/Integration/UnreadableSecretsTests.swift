import Endpoints
import Jobs
import Logging
import Synchronization
import TestSupport
import Testing

@Suite("Stored secrets without their key", .migratedDatabase, .timeLimit(.minutes(10)))
struct UnreadableSecretsTests {
    @Test(
        "what cannot be read is one line with counts, told once, and the way out fits",
        arguments: ["another passphrase of the tests, 32", nil])
    func oneLine(_ key: String?) async throws {
        let lines = Mutex<[String]>([])
        let logger = Logger(label: "test") { _ in TextLogHandler { line in lines.withLock { $0.append(line) } } }
        let sealing = try SecretKey("a passphrase of the tests, thirty-two")
        let secretKey = try key.map { try SecretKey($0) }
        try await withStore { (store) async throws in
            for text in ["whsec_a", "whsec_b", "whsec_c"] {
                let call = try #require(try await store.begin(.rotate, of: "e", window: .seconds(1)))
                try await store.store(
                    sealedSecret: try sealing.seal(text, of: "e"), of: "e", url: "https://x.test/", entityID: nil,
                    answering: call, finishing: true)
            }
            let secrets = WebhookSecrets(configured: [], store: store, key: secretKey, logger: logger)
            await secrets.lookOnce()
            await secrets.lookOnce()
        }
        let told = lines.withLock { $0.filter { $0.contains("cannot be read") } }
        #expect(told.count == 1)
        for text in [
            #""in_use": 1"#, #""replaced": 2"#, "the key the secrets were stored under",
            key == nil ? "is not set" : "sealed under another",
        ] {
            #expect(told.first?.contains(text) == true, "\(text)")
        }
    }
}
