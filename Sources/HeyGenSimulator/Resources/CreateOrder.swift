import Crypto
import HeyGen

/// A create as it came in.
struct CreateOrder: Sendable {
    enum Target: Sendable {
        case resource(CreateOperation)
        case batch(BatchDescription)
    }

    let target: Target
    /// The path as it was called, ids included: keys count per path.
    let path: String
    /// The id in the path.
    let parameter: String?
    let bytes: [UInt8]
    /// Nil if the body is no JSON.
    let json: RawJSON?
    let key: String?
    /// Whether the key is the header's, which must be of certain characters.
    let hasHeaderKey: Bool

    /// - Parameter headerKey: the header `Idempotency-Key`; not every operation heeds it.
    init(_ target: Target, path: String, parameter: String? = nil, bytes: [UInt8], headerKey: String?) {
        self.target = target
        self.path = path
        self.parameter = parameter
        self.bytes = bytes
        json = try? RawJSON(bytes)
        if case .resource(let operation) = target, case .field(let name) = operation.keySource {
            key = json?[name]?.string.flatMap { $0.isEmpty ? nil : $0 }
            hasHeaderKey = false
        } else {
            key = headerKey
            hasHeaderKey = headerKey != nil
        }
    }

    var scope: String? { key.map { "POST \(path) \($0)" } }

    /// What the luck of this create hangs on.
    var subject: String {
        guard let json else { return Self.hash(bytes) }
        return Self.subject(json, bytes: bytes + Array((parameter ?? "").utf8))
    }

    /// The callback id, or what is most like one.
    static func subject(_ json: RawJSON, bytes: [UInt8]) -> String {
        for name in ["callback_id", "title"] {
            if let text = json[name]?.string, !text.isEmpty { return text }
        }
        return hash(bytes)
    }

    private static func hash(_ bytes: [UInt8]) -> String {
        SHA256.hash(data: bytes).prefix(16).map { String($0, radix: 16) }.joined(separator: ".")
    }
}
