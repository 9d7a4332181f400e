/// Why `CLAPPER_NOTIFY_SECRET` cannot be used. The operator has to change it; no text shows what it holds.
package enum NotifySecretError: Error, Equatable, Sendable, CustomStringConvertible {
    /// It holds no secret.
    case missing
    /// The secret with this number, from 1, is not `whsec_` and Base64.
    case malformed(number: Int)
    /// The secret with this number, from 1, decodes to too few or too many bytes.
    case length(number: Int, bytes: Int)
    /// It holds more secrets than a message is signed with.
    case tooMany

    package var description: String {
        let wayOut = #"make one with: echo "whsec_$(openssl rand -base64 32)""#
        return switch self {
        case .missing: "CLAPPER_NOTIFY_SECRET is missing; \(wayOut)"
        case .malformed(let number):
            "CLAPPER_NOTIFY_SECRET: secret \(number) is not whsec_ followed by Base64; \(wayOut)"
        case .length(let number, let bytes):
            "CLAPPER_NOTIFY_SECRET: secret \(number) holds \(bytes) bytes instead of 24 to 64; \(wayOut)"
        case .tooMany:
            "CLAPPER_NOTIFY_SECRET holds more than \(NotifySecret.countLimit) secrets; remove those no receiver uses"
        }
    }
}
