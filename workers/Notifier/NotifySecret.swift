import Crypto
import Foundation

/// A key that signs what is told to a `notify_url`, after Standard Webhooks. Its description never shows it.
package struct NotifySecret: Sendable, Equatable, CustomStringConvertible, CustomDebugStringConvertible,
    CustomReflectable
{
    /// The most secrets that sign one message: each adds a signature to a header, and an overlap needs two.
    package static let countLimit = 10
    private static let prefix = "whsec_"

    private let key: SymmetricKey

    /// The secrets of `CLAPPER_NOTIFY_SECRET`: separated by commas, each `whsec_` and the Base64 of 24 to 64 bytes.
    ///
    /// Every message is signed with all of them, so a receiver can change from one to the next at its leisure.
    /// - Throws: ``NotifySecretError``, which says which one is wrong (from 1) and what to do.
    package static func parse(_ text: String) throws(NotifySecretError) -> [NotifySecret] {
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
            .map { $0.trimmingCharacters(in: .whitespaces) }
        if parts.allSatisfy(\.isEmpty) { throw .missing }
        guard parts.count <= countLimit else { throw .tooMany }
        var secrets: [NotifySecret] = []
        for (index, part) in parts.enumerated() {
            guard part.hasPrefix(prefix), let bytes = Data(base64Encoded: String(part.dropFirst(prefix.count))) else {
                throw .malformed(number: index + 1)
            }
            guard (24...64).contains(bytes.count) else { throw .length(number: index + 1, bytes: bytes.count) }
            secrets.append(NotifySecret(key: SymmetricKey(data: bytes)))
        }
        return secrets
    }

    /// The signature of a message: `v1,` and the Base64 of the HMAC-SHA256 of `id.timestamp.body`.
    ///
    /// - Parameter timestamp: Unix seconds, as in the header.
    package func sign(id: String, timestamp: Int, body: [UInt8]) -> String {
        var code = HMAC<SHA256>(key: key)
        code.update(data: Array("\(id).\(timestamp).".utf8))
        code.update(data: body)
        return "v1," + Data(code.finalize()).base64EncodedString()
    }

    package var description: String { "NotifySecret(redacted)" }

    package var debugDescription: String { description }

    package var customMirror: Mirror { Mirror(self, children: []) }
}
