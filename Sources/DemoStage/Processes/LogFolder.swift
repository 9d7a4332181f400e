import Foundation
import SystemPackage

/// Where the children write what they have to say.
package struct LogFolder: Sendable {
    /// How much of a log is shown when its child failed.
    private static let tailLines = 20
    private static let tailBytes = 16_384

    package let path: String

    /// A folder that exists, or is made; what earlier runs wrote there is overwritten.
    /// - Throws: ``StageError/folder(_:reason:)``.
    package init(_ path: String) throws(StageError) {
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch {
            throw .folder(path, reason: error.localizedDescription)
        }
        self.path = path
    }

    /// A fresh folder that only we can read.
    /// - Throws: ``StageError/folder(_:reason:)``.
    package static func temporary() throws(StageError) -> LogFolder {
        try LogFolder(try TemporaryFolder.make(below: FileManager.default.temporaryDirectory.path))
    }

    func file(of child: String) -> String { "\(path)/\(child).log" }

    /// Opens the log of a child anew, for the child to write to.
    func open(_ child: String) throws(StageError) -> FileDescriptor {
        do {
            return try FileDescriptor.open(
                FilePath(file(of: child)), .writeOnly, options: [.create, .truncate, .append, .closeOnExec],
                permissions: [.ownerReadWrite])
        } catch {
            throw .folder(path, reason: "\(error)")
        }
    }

    /// The last lines of a child's log.
    func tail(of child: String) -> String {
        guard let handle = FileHandle(forReadingAtPath: file(of: child)) else { return "(no log)" }
        defer { try? handle.close() }
        guard let size = try? handle.seekToEnd() else { return "(no log)" }
        try? handle.seek(toOffset: size - min(size, UInt64(Self.tailBytes)))
        let data = (try? handle.readToEnd()) ?? Data()
        let lines = String(decoding: data, as: UTF8.self).split(separator: "\n").suffix(Self.tailLines)
        return lines.isEmpty ? "(nothing)" : lines.joined(separator: "\n")
    }

    package func remove() {
        try? FileManager.default.removeItem(atPath: path)
    }
}
