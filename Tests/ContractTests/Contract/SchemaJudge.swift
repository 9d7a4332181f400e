import Foundation
import HeyGen
import Subprocess
import SystemPackage

/// Judges documents by the official schemas, with Python's `jsonschema`: one process for many.
enum SchemaJudge {
    /// A request that the schema refuses, and what was done to a good one to get it.
    struct Mutation: Sendable {
        let change: String
        let body: [UInt8]
    }

    enum Failure: Error {
        /// No `python3` has `jsonschema`: `scripts/bootstrap` installs python3-jsonschema.
        case noValidator
        /// The script failed, with what it said.
        case script(String)
    }

    private static let outputLimitBytes = 64 * 1024 * 1024

    /// The first `python3` that has `jsonschema`, Debian's before others; nil if none has.
    static func interpreter() -> String? { found }

    private static let found: String? = {
        let folders =
            ["/usr/bin"] + (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map(String.init)
        return folders.map { $0 + "/python3" }.first { path in
            guard FileManager.default.isExecutableFile(atPath: path) else { return false }
            let process = Process()
            process.executableURL = URL(filePath: path)
            process.arguments = ["-c", "import jsonschema"]
            process.standardInput = FileHandle.nullDevice
            process.standardOutput = FileHandle.nullDevice
            process.standardError = FileHandle.nullDevice
            guard (try? process.run()) != nil else { return false }
            process.waitUntilExit()
            return process.terminationStatus == 0
        }
    }()

    /// What is wrong with each document, in their order; nil for a good one.
    static func verdicts(_ tasks: [JudgeTask]) async throws -> [String?] {
        try await answers(tasks).map(\.string)
    }

    /// Every way to spoil each document that its schema notices.
    static func mutations(_ tasks: [JudgeTask]) async throws -> [[Mutation]] {
        let spoiling = tasks.map { task in
            var task = task
            task.mutates = true
            return task
        }
        return try await answers(spoiling).map { list in
            list.elements.map {
                Mutation(change: $0["change"]?.string ?? "", body: Array($0["document"]?.bytes ?? []))
            }
        }
    }

    private static func answers(_ tasks: [JudgeTask]) async throws -> [RawJSON] {
        guard let interpreter = interpreter() else { throw Failure.noValidator }
        // A file and not a pipe: a script that ends early would break the pipe.
        let file = FileManager.default.temporaryDirectory.appending(path: "clapper-contract-\(UUID()).json")
        try Data(JSONObjectWriter.array(tasks.map(\.json))).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let script = Contract.testFolder.appending(path: "contract.py").path
        let result = try await Subprocess.run(
            .path(FilePath(interpreter)), arguments: [script, Contract.schemas.path, file.path], input: .none,
            output: .string(limit: outputLimitBytes), error: .string(limit: 65_536))
        guard result.terminationStatus.isSuccess else {
            throw Failure.script(String(result.standardError.suffix(2000)))
        }
        return try RawJSON(Array(result.standardOutput.utf8)).elements
    }
}
