import Crypto
package import Foundation
package import HTTPTypes

/// Checks the signature of a webhook over the bytes that arrived.
package struct WebhookVerifier: Sendable {
    private static let prefixed = HTTPField.Name("Heygen-Signature")!
    private static let plain = HTTPField.Name("Signature")!
    private static let timestamp = HTTPField.Name("Heygen-Timestamp")!
    private static let toleranceSeconds: Int64 = 300

    private let keys: [SymmetricKey]

    /// - Parameter secrets: all accepted, as during a rotation. A secret is used whole, `whsec_` included. Empty ones
    ///   are ignored: an empty key would let anybody sign.
    package init(secrets: [String]) {
        keys = secrets.filter { !$0.isEmpty }.map { SymmetricKey(data: Array($0.utf8)) }
    }

    /// - Parameters:
    ///   - body: the bytes before any parsing.
    ///   - now: what the timestamp is compared with.
    package func verify(body: some DataProtocol, headers: HTTPFields, now: Date) -> Verification {
        guard !keys.isEmpty else { return .noSecretConfigured }
        let prefixed = headers[values: Self.prefixed]
        let plain = headers[values: Self.plain]
        if prefixed.count > 1 || plain.count > 1 { return .invalid(.duplicated) }
        guard let value = prefixed.first ?? plain.first else { return .invalid(.missing) }
        guard let signature = Self.decode(value) else { return .invalid(.malformed) }
        // Every key is tried, so that the time taken does not tell which one fits; each comparison is constant-time.
        var matches = false
        for key in keys where HMAC<SHA256>.isValidAuthenticationCode(signature, authenticating: body, using: key) {
            matches = true
        }
        guard matches else { return .invalid(.mismatch) }
        return .valid(profile: prefixed.isEmpty ? .plain : .prefixed, timestamp: Self.timestamp(headers, now: now))
    }

    /// Reads 64 hexadecimal digits of either case, with spaces around and `sha256=` before them.
    private static func decode(_ value: String) -> [UInt8]? {
        var digits = value.trimmingCharacters(in: .whitespaces)
        if digits.lowercased().hasPrefix("sha256=") { digits.removeFirst(7) }
        guard digits.utf8.count == 64 else { return nil }
        var bytes: [UInt8] = []
        var high: UInt8?
        for digit in digits.utf8 {
            guard let value = ASCII.hexValue(digit) else { return nil }
            if let upper = high {
                bytes.append(upper << 4 | value)
                high = nil
            } else {
                high = value
            }
        }
        return bytes
    }

    private static func timestamp(_ headers: HTTPFields, now: Date) -> Verification.Timestamp {
        let values = headers[values: timestamp]
        guard let value = values.first else { return .absent }
        guard values.count == 1, let seconds = Int64(value.trimmingCharacters(in: .whitespaces)) else { return .stale }
        let (distance, overflow) = Int64(now.timeIntervalSince1970).subtractingReportingOverflow(seconds)
        return !overflow && distance.magnitude <= toleranceSeconds.magnitude ? .fresh : .stale
    }
}
