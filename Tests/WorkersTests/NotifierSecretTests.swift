import Foundation
import Testing
import Workers

@Suite("Notify secrets")
struct NotifierSecretTests {
    struct Vector: Sendable {
        let secret: String
        let id: String
        let timestamp: Int
        let body: String
        let signature: String
    }

    @Test(
        "signatures are those of Standard Webhooks",
        arguments: [
            Vector(
                secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", id: "msg_p5jXN8AQM9LWM0D4loKWxJek",
                timestamp: 1_614_265_330, body: #"{"test": 2432232314}"#,
                signature: "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="),
            Vector(
                secret: "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD", id: "msg_27UH4WbU6Z5A5EzD8u03UvzRbpk",
                timestamp: 1_649_367_553, body: #"{"email":"test@example.com","username":"test_user"}"#,
                signature: "v1,tZ1I4/hDygAJgO5TYxiSd6Sd0kDW6hPenDe+bTa3Kkw="),
        ])
    func vectors(vector: Vector) throws {
        let secret = try #require(try NotifySecret.parse(vector.secret).first)
        #expect(
            secret.sign(id: vector.id, timestamp: vector.timestamp, body: Array(vector.body.utf8)) == vector.signature)
    }

    @Test("several secrets are separated by commas, with or without spaces, and keep their order")
    func several() throws {
        let first = "whsec_" + Data(repeating: 1, count: 24).base64EncodedString()
        let second = "whsec_" + Data(repeating: 2, count: 64).base64EncodedString()
        let secrets = try NotifySecret.parse(" \(first), \(second)")
        #expect(secrets == [try NotifySecret.parse(first)[0], try NotifySecret.parse(second)[0]])
        #expect(secrets[0] != secrets[1])
    }

    @Test(
        "what cannot be a secret is refused by its number, without being shown",
        arguments: [
            ("", NotifySecretError.missing),
            (" , ", .missing),
            ("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", .malformed(number: 1)),
            ("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaS", .malformed(number: 1)),
            ("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaS!", .malformed(number: 1)),
            ("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw,", .malformed(number: 2)),
            ("whsec_", .length(number: 1, bytes: 0)),
            ("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw,whsec_c2hvcnQ=", .length(number: 2, bytes: 5)),
            ("whsec_" + Data(repeating: 1, count: 65).base64EncodedString(), .length(number: 1, bytes: 65)),
            (Array(repeating: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", count: 11).joined(separator: ","), .tooMany),
        ])
    func refused(text: String, error: NotifySecretError) {
        #expect(throws: error) { try NotifySecret.parse(text) }
        #expect("\(error)".contains("CLAPPER_NOTIFY_SECRET"))
        #expect(!"\(error)".contains("MfKQ") && !"\(error)".contains("c2hv"))
    }

    @Test("errors say how to make a secret")
    func wayOut() {
        #expect("\(NotifySecretError.missing)".contains("whsec_$(openssl rand -base64 32)"))
        #expect("\(NotifySecretError.malformed(number: 2))".contains("whsec_$(openssl rand -base64 32)"))
    }

    @Test("a secret does not show in text, reflection or dumps")
    func hidden() throws {
        let secret = try #require(try NotifySecret.parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").first)
        var dumped = ""
        dump(secret, to: &dumped)
        #expect("\(secret)" == "NotifySecret(redacted)")
        #expect(String(reflecting: [secret]) == "[NotifySecret(redacted)]")
        #expect(dumped.contains("redacted") && !dumped.contains("key"))
    }
}
