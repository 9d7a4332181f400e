import Foundation
import HTTPTypes
import Testing

@testable import HeyGen

@Suite struct WebhookVerifierTests {
    private static let secret = "whsec_test"
    private static let body = Array(
        (#"{"event_id":"evt_1","event_type":"avatar_video.success","event_data":{"video_id":"v_1","#
            + #""url":"https://x.test/v.mp4","callback_id":"job-1"}}"#).utf8)
    private static let signature = "db8f93446887f7c34a86954229dff183b8143b77a85598da4251ab9fab44253f"
    private static let now = Date(timeIntervalSince1970: 1_785_000_000)

    private func verify(
        _ headers: [HTTPField], body: [UInt8] = body, secrets: [String] = [secret]
    ) -> Verification {
        WebhookVerifier(secrets: secrets).verify(body: body, headers: HTTPFields(headers), now: Self.now)
    }

    private static func field(_ name: String, _ value: String) -> HTTPField {
        HTTPField(name: HTTPField.Name(name)!, value: value)
    }

    @Test("every fixture gets its verdict")
    func fixtures() throws {
        let fixtures = try EventFixture.all()
        #expect(fixtures.count >= 26)
        for (name, fixture) in fixtures {
            #expect(fixture.bytes.count == fixture.body_bytes, "\(name)")
            let secret = fixture.test_secret ?? Self.secret
            let verdict = WebhookVerifier(secrets: ["other", secret])
                .verify(body: fixture.bytes, headers: fixture.fields, now: fixture.now)
            switch fixture.expected_verdict {
            case "accept":
                let profile: Verification.Profile = fixture.header_profile == "plain" ? .plain : .prefixed
                let timestamp: Verification.Timestamp = profile == .plain ? .absent : .fresh
                #expect(verdict == .valid(profile: profile, timestamp: timestamp), "\(name)")
            case "accept-and-flag": #expect(verdict == .valid(profile: .prefixed, timestamp: .stale), "\(name)")
            case "reject: bad signature": #expect(verdict == .invalid(.mismatch), "\(name)")
            case "treat as hint only": #expect(verdict == .invalid(.missing), "\(name)")
            default: Issue.record("unknown verdict in \(name)")
            }
        }
    }

    @Test("known vectors sign and verify; one newline more does not")
    func vectors() {
        #expect(Self.body.count == 139)
        #expect(WebhookSigner.sign(body: Self.body, secret: Self.secret) == Self.signature)
        let longer = Self.body + [0x0A]
        #expect(
            WebhookSigner.sign(body: longer, secret: Self.secret)
                == "c28e6cde48a14645aa9a64127f65e04686f2a65f55fb1bd17801b911998f10d5")
        #expect(verify([Self.field("Signature", Self.signature)], body: longer) == .invalid(.mismatch))
        let slice = (Self.body + [0x0A]).dropLast()
        let headers: [HTTPField] = [Self.field("Signature", Self.signature)]
        #expect(
            WebhookVerifier(secrets: [Self.secret]).verify(body: slice, headers: HTTPFields(headers), now: Self.now)
                == .valid(profile: .plain, timestamp: .absent))
    }

    @Test(
        "a signature may be upper case, prefixed and surrounded by spaces",
        arguments: [signature.uppercased(), "sha256=" + signature, "SHA256=" + signature, "  \(signature)\t"])
    func tolerantForms(_ value: String) {
        #expect(verify([Self.field("Signature", value)]) == .valid(profile: .plain, timestamp: .absent))
    }

    @Test(
        "what is not 64 hexadecimal digits is malformed",
        arguments: [
            "", "sha256=", String(signature.dropLast()), signature + "0", String(signature.dropLast()) + "g",
            "sha256=sha256=" + signature, "é" + String(signature.dropLast(2)), "sha512=" + signature,
        ])
    func malformed(_ value: String) {
        #expect(verify([Self.field("Heygen-Signature", value)]) == .invalid(.malformed))
    }

    @Test("missing and duplicated signatures are refused, the prefixed header goes first")
    func headers() {
        let good = Self.field("Signature", Self.signature)
        #expect(verify([]) == .invalid(.missing))
        #expect(verify([good, good]) == .invalid(.duplicated))
        let prefixed = Self.field("heygen-signature", Self.signature)
        #expect(verify([prefixed, prefixed]) == .invalid(.duplicated))
        let wrong = Self.field("Heygen-Signature", String(repeating: "0", count: 64))
        #expect(verify([wrong, good]) == .invalid(.mismatch))
        #expect(verify([prefixed, good]) == .valid(profile: .prefixed, timestamp: .absent))
    }

    @Test("any of several secrets counts, none or only empty ones prove nothing")
    func secrets() {
        let headers: [HTTPField] = [Self.field("Signature", Self.signature)]
        #expect(verify(headers, secrets: ["a", Self.secret, "b"]) == .valid(profile: .plain, timestamp: .absent))
        #expect(verify(headers, secrets: ["a", "test"]) == .invalid(.mismatch))
        #expect(verify(headers, secrets: []) == .noSecretConfigured)
        let empty: [HTTPField] = [Self.field("Signature", WebhookSigner.sign(body: Self.body, secret: ""))]
        #expect(verify(empty, secrets: [""]) == .noSecretConfigured)
    }

    @Test(
        "a timestamp is fresh within 300 s either way, else stale",
        arguments: [
            ("1785000000", Verification.Timestamp.fresh), ("1784999700", .fresh), ("1785000300", .fresh),
            ("1784999699", .stale), ("1785000301", .stale), ("-1", .stale), ("hello", .stale),
            ("9223372036854775808", .stale), ("-9223372036854775808", .stale), ("", .stale), (" 1785000000 ", .fresh),
        ])
    func timestamps(_ value: String, _ expected: Verification.Timestamp) {
        let headers: [HTTPField] = [
            Self.field("Heygen-Signature", Self.signature), Self.field("Heygen-Timestamp", value),
        ]
        #expect(verify(headers) == .valid(profile: .prefixed, timestamp: expected))
    }
}
