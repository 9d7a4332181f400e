import Crypto
package import Foundation

/// Signs a webhook as HeyGen does.
package enum WebhookSigner {
    /// The HMAC-SHA256 of `body` under the whole of `secret`, as 64 lower-case hexadecimal digits.
    package static func sign(body: some DataProtocol, secret: String) -> String {
        let code = HMAC<SHA256>.authenticationCode(for: body, using: SymmetricKey(data: Array(secret.utf8)))
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: code.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
