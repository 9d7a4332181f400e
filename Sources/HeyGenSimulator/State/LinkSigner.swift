import Crypto

/// Makes and checks presigned links to the files of a video.
struct LinkSigner: Sendable {
    /// How long a link works, simulated seconds: 7 days.
    static let lifetimeSeconds = 604_800.0

    let key: [UInt8]
    /// Where the files are; known once the simulator listens.
    var baseURL = "http://127.0.0.1"

    /// - Parameter expires: real Unix seconds.
    func link(_ path: String, expires: Int) -> String {
        "\(baseURL)/files/\(path)?Expires=\(expires)&Signature=\(signature(path, expires))"
    }

    func accepts(_ path: String, expires: Int, signature: String) -> Bool {
        self.signature(path, expires) == signature
    }

    private func signature(_ path: String, _ expires: Int) -> String {
        let code = HMAC<SHA256>.authenticationCode(
            for: Array("\(path)\n\(expires)".utf8), using: SymmetricKey(data: key))
        return code.map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
    }
}
