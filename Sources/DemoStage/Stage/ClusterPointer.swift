import Foundation

/// Remembers below the current folder where `clapper up` keeps its cluster.
///
/// The cluster itself lies in the system's temporary folder: its server may run under another account, which cannot enter
/// a private checkout, and the path of its socket must be short.
package struct ClusterPointer: Sendable {
    package let file: String

    /// - Parameter folder: where the pointer lies; made if need be.
    package init(folder: String) { file = folder + "/cluster" }

    /// The folder of the cluster, and what is to be said about it; a fresh one if there was none, or it is gone.
    /// - Throws: ``StageError/folder(_:reason:)``.
    package func directory() throws(StageError) -> (path: String, notice: String?) {
        guard let text = try? String(contentsOfFile: file, encoding: .utf8) else { return (try make(), nil) }
        let path = text.trimmingCharacters(in: .whitespacesAndNewlines)
        if isUsable(path) { return (path, nil) }
        let reason = path.hasPrefix("/") ? "there is no cluster in \(path) any more" : "\(file) names no folder"
        return (try make(), "\(reason); beginning with an empty one")
    }

    /// A folder that holds a cluster or nothing, and that we may look into.
    private func isUsable(_ path: String) -> Bool {
        guard path.hasPrefix("/"), let content = try? FileManager.default.contentsOfDirectory(atPath: path) else {
            return false
        }
        return content.isEmpty || FileManager.default.fileExists(atPath: path + "/data/PG_VERSION")
    }

    private func make() throws(StageError) -> String {
        let folder = URL(fileURLWithPath: file).deletingLastPathComponent().path
        // In /tmp and not in TMPDIR: that may be long, or below a folder the server's account cannot enter.
        let path = try TemporaryFolder.make(below: "/tmp")
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            try Data((path + "\n").utf8).write(to: URL(fileURLWithPath: file), options: .atomic)
        } catch {
            try? FileManager.default.removeItem(atPath: path)
            throw .folder(folder, reason: error.localizedDescription)
        }
        return path
    }
}
