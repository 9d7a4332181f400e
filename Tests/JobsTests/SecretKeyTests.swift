import Foundation
import Jobs
import Testing

@Suite("The secret key")
struct SecretKeyTests {
    private let key = Data((0..<32).map { UInt8($0) }).base64EncodedString()

    @Test("what is sealed opens under the same key and for the same owner only, and no two sealings are alike")
    func opens() throws {
        let one = try SecretKey(key)
        let sealed = try one.seal("whsec_1", of: "endpoint")
        #expect(try SecretKey(key).open(sealed, of: "endpoint") == "whsec_1")
        #expect(try one.seal("whsec_1", of: "endpoint") != sealed)
        #expect(throws: SecretKeyError.damaged) { try one.open(sealed, of: "other") }
        #expect(!String(decoding: sealed, as: UTF8.self).contains("whsec"))
    }

    @Test("another key is told from damage")
    func otherKey() throws {
        let sealed = try SecretKey(key).seal("whsec_1", of: "endpoint")
        let other = try SecretKey("a passphrase that somebody's program made up")
        #expect(throws: SecretKeyError.otherKey) { try other.open(sealed, of: "endpoint") }
        for index in [0, 5, 17, sealed.count - 1] {
            var damaged = sealed
            damaged[index] ^= 1
            #expect(throws: SecretKeyError.damaged, "byte \(index)") {
                try SecretKey(key).open(damaged, of: "endpoint")
            }
        }
        for short in [[], Array(sealed.prefix(5)), Array(sealed.prefix(20))] {
            #expect(throws: SecretKeyError.damaged) { try SecretKey(key).open(short, of: "endpoint") }
        }
    }

    @Test("a key is 32 bytes in base64 or 32 characters; less is refused, and neither is ever shown")
    func malformed() throws {
        for text in ["", "short", String(repeating: "x", count: 31)] {
            #expect(throws: SecretKeyError.malformed) { try SecretKey(text) }
        }
        let phrase = String(repeating: "p", count: 32)
        for text in [key, phrase] {
            let made = try SecretKey(text)
            #expect("\(made)\(String(reflecting: made))" == "SecretKey(redacted)SecretKey(redacted)")
            #expect(Mirror(reflecting: made).children.isEmpty)
        }
    }
}
