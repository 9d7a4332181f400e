import Foundation

/// The file a request stands in, or standard input.
enum RequestFile {
    /// What Clapper takes in one request, and a byte more to tell that there is more.
    private static let limitBytes = 1_048_576

    /// Reads the file, or standard input for `-`. Blocks, before anything else runs.
    static func read(_ path: String) throws -> [UInt8] {
        if path == "-" { return try read(.standardInput, "standard input") }
        guard let file = FileHandle(forReadingAtPath: path) else {
            throw UsageError(
                text: "\(path): cannot be opened; give a file with HeyGen's request body, or - for standard input")
        }
        defer { try? file.close() }
        return try read(file, path)
    }

    private static func read(_ file: FileHandle, _ name: String) throws -> [UInt8] {
        var bytes: [UInt8] = []
        do {
            while bytes.count <= limitBytes, let data = try file.read(upToCount: limitBytes + 1 - bytes.count),
                !data.isEmpty
            {
                bytes += data
            }
        } catch {
            throw UsageError(text: "\(name): cannot be read")
        }
        if bytes.count > limitBytes { throw UsageError(text: "\(name): is larger than 1 MiB, the most Clapper takes") }
        return bytes
    }
}
