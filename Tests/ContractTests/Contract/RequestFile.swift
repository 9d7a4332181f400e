import Foundation
import HeyGen

/// A whole request in `Requests`, valid in every member: `<operation>.json`, or `<operation>@<variant>.json`.
enum RequestFile {
    /// How a render ends that the file asks for: well, at once.
    static let standardCommands = "[[simulator:succeed]][[simulator:seconds=0]]"
    /// Where the files want to be called back; a test puts its own address there.
    static let callback = "http://127.0.0.1:1/callback"

    private static let folder = Contract.testFolder.appending(path: "Requests")

    /// All names, without `.json`.
    static func names() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".json") }
            .map { String($0.dropLast(5)) }.sorted()
    }

    static func operation(_ name: String) -> String { String(name.split(separator: "@")[0]) }

    /// - Parameters:
    ///   - commands: orders to the simulator, in the place of the file's own.
    ///   - members: put before the file's, as JSON.
    static func bytes(
        _ name: String, commands: String = standardCommands, members: String = "", callback: String = callback
    ) throws -> [UInt8] {
        var text = try String(contentsOf: folder.appending(path: "\(name).json"), encoding: .utf8)
            .replacing(standardCommands, with: commands).replacing(Self.callback, with: callback)
        if !members.isEmpty { text = "{\(members)," + text.dropFirst() }
        return try Array(RawJSON(Array(text.utf8)).bytes)
    }
}
