import Glibc

/// Folders with names that nobody can guess or had before.
enum TemporaryFolder {
    /// - Throws: ``StageError/folder(_:reason:)``.
    static func make(below parent: String) throws(StageError) -> String {
        let trimmed = parent.hasSuffix("/") ? String(parent.dropLast()) : parent
        var template = Array("\(trimmed)/clapper-XXXXXX".utf8CString)
        guard unsafe mkdtemp(&template) != nil else {
            throw .folder(parent, reason: "no folder can be made in it (errno \(errno))")
        }
        return String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
