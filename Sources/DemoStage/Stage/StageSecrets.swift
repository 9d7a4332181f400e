import Foundation

/// The keys of one run, made anew unless they are given: `clapper up` keeps those that others may have been told.
package struct StageSecrets: Sendable {
    /// What the simulated HeyGen is called with.
    let apiKey = "demo-" + Self.random(bytes: 16)
    /// Signs the simulated HeyGen's events.
    package let webhook: String
    /// Signs what Clapper tells.
    package let notify: String
    /// Seals what Clapper stores.
    package let key: String
    /// Lets the demo use `/v1`.
    package let token = Self.random(bytes: 24)

    package init(webhook: String? = nil, notify: String? = nil, key: String? = nil) {
        self.webhook = webhook ?? "whsec_" + Self.random(bytes: 32)
        self.key = key ?? Data(Self.bytes(32)).base64EncodedString()
        self.notify = notify ?? "whsec_" + Data(Self.bytes(32)).base64EncodedString()
    }

    /// Hexadecimal digits.
    static func random(bytes count: Int) -> String {
        bytes(count).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    private static func bytes(_ count: Int) -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
    }
}
