import Foundation

/// Where a page ended: base64url of the last id. Callers hand it back as it is.
enum PageToken {
    static func text(after id: UUID) -> String {
        let b = id.uuid
        let bytes = [b.0, b.1, b.2, b.3, b.4, b.5, b.6, b.7, b.8, b.9, b.10, b.11, b.12, b.13, b.14, b.15]
        return Data(bytes).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
            .replacing("=", with: "")
    }

    /// The id inside a token; nil if it is none of ours.
    static func id(_ text: String) -> UUID? {
        let standard = text.replacing("-", with: "+").replacing("_", with: "/") + "=="
        guard text.utf8.count == 22, let data = Data(base64Encoded: standard), data.count == 16 else { return nil }
        let b = Array(data)
        let id = UUID(
            uuid: (b[0], b[1], b[2], b[3], b[4], b[5], b[6], b[7], b[8], b[9], b[10], b[11], b[12], b[13], b[14], b[15])
        )
        // Base64 leaves bits over: one id has one token.
        return self.text(after: id) == text ? id : nil
    }
}
