package import Crypto
import Foundation

/// Seals secrets before they are stored (AES-256-GCM). Its description never shows the key.
///
/// A sealed secret is a version byte (1), four bytes that tell which key sealed it, the nonce (12), the text, the tag (16).
/// What it belongs to is authenticated with it, so that a row copied to another endpoint does not open.
package struct SecretKey: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    private static let version: UInt8 = 1
    private static let idLength = 4
    private static let shortestPassphrase = 32

    private let key: SymmetricKey
    private let id: [UInt8]

    /// - Parameter text: 32 bytes in base64, which are the key, or a passphrase of at least 32 characters, from which it is
    ///   derived. A passphrase should be made up by a program: it is not stretched.
    /// - Throws: ``SecretKeyError/malformed``.
    package init(_ text: String) throws(SecretKeyError) {
        if let bytes = Data(base64Encoded: text), bytes.count == 32 {
            key = SymmetricKey(data: bytes)
        } else if text.count >= Self.shortestPassphrase {
            key = HKDF<SHA256>.deriveKey(
                inputKeyMaterial: SymmetricKey(data: Array(text.utf8)), info: Array("clapper secrets 1".utf8),
                outputByteCount: 32)
        } else {
            throw .malformed
        }
        let mark = HMAC<SHA256>.authenticationCode(for: Array("clapper key id".utf8), using: key)
        id = Array(mark.prefix(Self.idLength))
    }

    /// A key of its own for another purpose, which tells nothing of this one.
    package func derived(for purpose: String) -> SymmetricKey {
        HKDF<SHA256>.deriveKey(inputKeyMaterial: key, info: Array(purpose.utf8), outputByteCount: 32)
    }

    /// - Parameter owner: what the secret belongs to; the same is needed to open it.
    package func seal(_ secret: String, of owner: String) throws -> [UInt8] {
        let box = try AES.GCM.seal(Array(secret.utf8), using: key, authenticating: Array(owner.utf8))
        return [Self.version] + id + Array(box.nonce) + Array(box.ciphertext) + Array(box.tag)
    }

    /// - Throws: ``SecretKeyError/otherKey`` where another key sealed it, ``SecretKeyError/damaged`` for what no key opens.
    package func open(_ sealed: [UInt8], of owner: String) throws(SecretKeyError) -> String {
        guard sealed.first == Self.version, sealed.count > Self.idLength else { throw .damaged }
        guard Array(sealed[1...Self.idLength]) == id else { throw .otherKey }
        do {
            let box = try AES.GCM.SealedBox(combined: Array(sealed.dropFirst(1 + Self.idLength)))
            let bytes = try AES.GCM.open(box, using: key, authenticating: Array(owner.utf8))
            return String(decoding: bytes, as: UTF8.self)
        } catch {
            throw .damaged
        }
    }

    package var description: String { "SecretKey(redacted)" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
