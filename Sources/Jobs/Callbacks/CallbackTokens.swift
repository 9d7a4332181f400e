import Crypto
import Foundation

/// Makes and checks the unguessable part of a job's callback address.
///
/// A token is its job and attempt with an authentication code, so nothing has to be stored to know it again, and a replay
/// of the same attempt sends the same bytes. Only who holds the key can make one. With another key older tokens are
/// strangers: those jobs are read by schedule.
package struct CallbackTokens: Sendable {
    /// Of the authentication code: 128 bits are beyond guessing.
    private static let codeBytes = 16
    private static let payloadBytes = 18

    private let key: SymmetricKey

    /// - Parameter secretKey: `CLAPPER_SECRET_KEY`; the tokens' own key is derived from it, so that neither tells of
    ///   whatever else is.
    package init(secretKey: SecretKey) {
        key = secretKey.derived(for: "clapper callback token 1")
    }

    /// The token of a paid attempt (1 to 65,535): 46 characters of `A-Z a-z 0-9 - _`.
    package func token(for job: JobID, attempt: Int) -> String {
        let id = job.uuid.uuid
        var payload = [
            id.0, id.1, id.2, id.3, id.4, id.5, id.6, id.7, id.8, id.9, id.10, id.11, id.12, id.13, id.14, id.15,
        ]
        payload += [UInt8(truncatingIfNeeded: attempt >> 8), UInt8(truncatingIfNeeded: attempt)]
        let code = HMAC<SHA256>.authenticationCode(for: payload, using: key).prefix(Self.codeBytes)
        return Data(payload + code).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
            .replacing("=", with: "")
    }

    /// The job and attempt of a token of ours, nil for anything else; takes as long wherever it differs.
    package func check(_ token: String) -> (job: JobID, attempt: Int)? {
        let text = token.replacing("-", with: "+").replacing("_", with: "/")
        guard let bytes = Data(base64Encoded: text + String(repeating: "=", count: (4 - text.utf8.count % 4) % 4)),
            bytes.count == Self.payloadBytes + Self.codeBytes
        else { return nil }
        let b = Array(bytes)
        let uuid = UUID(
            uuid: (
                b[0], b[1], b[2], b[3], b[4], b[5], b[6], b[7], b[8], b[9], b[10], b[11], b[12], b[13], b[14], b[15]
            ))
        let job = JobID(uuid)
        let attempt = Int(b[16]) << 8 | Int(b[17])
        // Made anew and compared as a whole: of the ways to write the same bytes only ours is a token.
        let own = Array(self.token(for: job, attempt: attempt).utf8)
        let given = Array(token.utf8)
        guard own.count == given.count, zip(own, given).reduce(0, { $0 | ($1.0 ^ $1.1) }) == 0 else { return nil }
        return (job, attempt)
    }
}
