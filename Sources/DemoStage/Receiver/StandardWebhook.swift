import Crypto
import Foundation

/// What a service that is told does first: it checks the signature, after Standard Webhooks.
///
/// Written anew and not taken from the notifier, which would agree with itself whatever it signs.
struct StandardWebhook: Sendable {
    /// How far the timestamp may be from our clock, as the specification advises.
    private static let toleranceSeconds = 300.0

    private let key: SymmetricKey

    /// - Parameter secret: `whsec_` and Base64; anything else verifies nothing.
    init?(secret: String) {
        guard secret.hasPrefix("whsec_"), let bytes = Data(base64Encoded: String(secret.dropFirst(6))), !bytes.isEmpty
        else { return nil }
        key = SymmetricKey(data: bytes)
    }

    /// Whether one of the signatures (`v1,` and Base64, separated by spaces) is that of `id.timestamp.body`.
    func verifies(id: String?, timestamp: String?, signatures: String?, body: [UInt8], now: Date) -> Bool {
        guard let id, let timestamp, let signatures, let seconds = Double(timestamp),
            abs(now.timeIntervalSince1970 - seconds) <= Self.toleranceSeconds
        else { return false }
        let signed = Array("\(id).\(timestamp).".utf8) + body
        return signatures.split(separator: " ").contains { signature in
            guard signature.hasPrefix("v1,"), let code = Data(base64Encoded: String(signature.dropFirst(3))) else {
                return false
            }
            return HMAC<SHA256>.isValidAuthenticationCode(code, authenticating: signed, using: key)
        }
    }
}
