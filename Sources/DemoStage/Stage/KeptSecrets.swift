import Foundation
import Jobs
import SystemPackage

/// Keeps the secrets of `clapper up` from start to start, beside the pointer to its cluster: what was told a receiver once
/// goes on holding.
///
/// The file has a line for each, as an environment file: `CLAPPER_NOTIFY_SECRET=whsec_…`. Only its owner can read it.
package struct KeptSecrets: Sendable {
    private static let notify = "CLAPPER_NOTIFY_SECRET"
    private static let key = "CLAPPER_SECRET_KEY"
    private static let webhook = "HEYGEN_WEBHOOK_SECRETS"
    /// A file of ours has some 220 bytes.
    private static let limitBytes = 4096

    package let file: String

    /// - Parameter folder: where the file lies; made if need be.
    package init(folder: String) { file = folder + "/secrets" }

    /// The secrets, and what is to be said about them; fresh ones, kept from now on, if there were none or the file does
    /// not hold all.
    /// - Throws: ``StageError/folder(_:reason:)``.
    package func secrets() throws(StageError) -> (secrets: StageSecrets, notice: String?) {
        guard let lines = read() else { return (try make(), nil) }
        guard let notify = lines[Self.notify], let webhook = lines[Self.webhook],
            let key = lines[Self.key], StandardWebhook(secret: notify) != nil, !webhook.isEmpty, !webhook.contains(","),
            (try? SecretKey(key)) != nil
        else { return (try make(), "\(file) does not hold all secrets; making new ones") }
        return (StageSecrets(webhook: webhook, notify: notify, key: key), nil)
    }

    private func read() -> [String: String]? {
        guard let handle = FileHandle(forReadingAtPath: file) else { return nil }
        defer { try? handle.close() }
        let text = String(decoding: (try? handle.read(upToCount: Self.limitBytes)) ?? Data(), as: UTF8.self)
        let pairs = text.split(separator: "\n").map { $0.split(separator: "=", maxSplits: 1).map(String.init) }
        return Dictionary(pairs.filter { $0.count == 2 }.map { ($0[0], $0[1]) }, uniquingKeysWith: { $1 })
    }

    /// Written beside and renamed, so that the file is whole or not there; and never readable by others, not even at first.
    private func make() throws(StageError) -> StageSecrets {
        let secrets = StageSecrets()
        let folder = URL(fileURLWithPath: file).deletingLastPathComponent().path
        let fresh = file + ".new"
        let text = "\(Self.notify)=\(secrets.notify)\n\(Self.webhook)=\(secrets.webhook)\n\(Self.key)=\(secrets.key)\n"
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            // What an earlier run left half-written, or the file that is to be replaced.
            for path in [fresh, file] where FileManager.default.fileExists(atPath: path) {
                try FileManager.default.removeItem(atPath: path)
            }
            let descriptor = try FileDescriptor.open(
                FilePath(fresh), .writeOnly, options: [.create, .exclusiveCreate, .closeOnExec],
                permissions: .ownerReadWrite)
            _ = try descriptor.closeAfter { try descriptor.writeAll(text.utf8) }
            try FileManager.default.moveItem(atPath: fresh, toPath: file)
        } catch {
            throw .folder(folder, reason: error.localizedDescription)
        }
        return secrets
    }
}
