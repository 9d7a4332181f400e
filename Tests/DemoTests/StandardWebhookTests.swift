import Foundation
import Testing

@testable import DemoStage

/// Against the example of the Standard Webhooks libraries, which is not ours.
@Suite("The receiver's check of signatures")
struct StandardWebhookTests {
    private let webhook = StandardWebhook(secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    private let body = Array(#"{"test": 2432232314}"#.utf8)
    private let signature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
    private let now = Date(timeIntervalSince1970: 1_614_265_330)

    private func verifies(
        id: String? = "msg_p5jXN8AQM9LWM0D4loKWxJek", timestamp: String? = "1614265330", signatures: String?,
        body: [UInt8]? = nil
    ) throws -> Bool {
        try #require(webhook).verifies(
            id: id, timestamp: timestamp, signatures: signatures, body: body ?? self.body, now: now)
    }

    @Test("takes what the key signed, also beside signatures of other keys and versions")
    func valid() throws {
        #expect(try verifies(signatures: signature))
        #expect(try verifies(signatures: "v1,AAAA v2,\(signature.dropFirst(3)) \(signature)"))
    }

    @Test("refuses another id, time, body or version, and what is missing, old or no signature")
    func invalid() throws {
        #expect(try !verifies(id: "msg_other", signatures: signature))
        #expect(try !verifies(timestamp: "1614265331", signatures: signature))
        #expect(try !verifies(timestamp: "1614260000", signatures: signature))
        #expect(try !verifies(signatures: signature, body: body + [32]))
        #expect(try !verifies(signatures: "v2,\(signature.dropFirst(3))"))
        #expect(try !verifies(signatures: "v1,not Base64"))
        #expect(try !verifies(signatures: ""))
        #expect(try !verifies(signatures: nil))
        #expect(try !verifies(id: nil, signatures: signature))
        #expect(try !verifies(timestamp: nil, signatures: signature))
    }

    @Test("a secret without its prefix or without Base64 verifies nothing")
    func secrets() {
        #expect(StandardWebhook(secret: "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw") == nil)
        #expect(StandardWebhook(secret: "whsec_") == nil)
        #expect(StandardWebhook(secret: "whsec_?") == nil)
    }
}
