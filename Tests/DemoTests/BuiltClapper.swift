import Foundation
import Subprocess
import SystemPackage

/// The built `clapper`, run as a person or a script would run it.
struct BuiltClapper: Sendable {
    struct Ended: Sendable {
        /// nil if a signal ended it.
        let code: Int32?
        let out: String
        let err: String
        /// The logs of its children that it left in the temporary folder, by name.
        let logs: [String]
    }

    /// A run under way.
    struct Running: Sendable {
        let processID: Int32
        private let folder: URL

        fileprivate init(processID: Int32, folder: URL) {
            self.processID = processID
            self.folder = folder
        }

        /// What it has printed so far.
        var out: String { BuiltClapper.text(folder, "out") }
        /// What it has said so far.
        var err: String { BuiltClapper.text(folder, "err") }

        func signal(_ signal: Int32) { kill(processID, signal) }
    }

    /// An environment that would break a demo which looked at it.
    static let hostile = [
        "DATABASE_URL": "nonsense", "HEYGEN_API_KEY": "not a key", "HEYGEN_BASE_URL": "nowhere",
        "HEYGEN_WEBHOOK_SECRETS": "x", "CLAPPER_HOST": "0.0.0.0", "CLAPPER_ROLES": "nonsense", "CLAPPER_PORT": "-1",
    ]

    /// Runs it to its end; `during` may look at it and send signals meanwhile.
    /// - Parameters:
    ///   - workingDirectory: nil for our own.
    ///   - isRead: false for pipes whose other end is closed, as after `| head`.
    @discardableResult
    static func run(
        _ arguments: [String], workingDirectory: String? = nil, environment: [String: String] = hostile,
        isRead: Bool = true,
        during: @escaping @Sendable (Running) async throws -> Void = { _ in }
    ) async throws -> Ended {
        let folder = FileManager.default.temporaryDirectory.appending(path: "clapper-run-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let binary = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
            .appending(path: "clapper")
        var variables = environment
        // Whatever it leaves there goes with the folder.
        variables["TMPDIR"] = folder.path
        variables["PATH"] = ProcessInfo.processInfo.environment["PATH"]
        let result = try await Subprocess.run(
            .path(FilePath(binary.path)), arguments: Arguments(arguments),
            environment: .custom(
                Dictionary(uniqueKeysWithValues: variables.map { (Environment.Key(stringLiteral: $0.key), $0.value) })),
            workingDirectory: workingDirectory.map { FilePath($0) }, input: .none,
            output: .fileDescriptor(
                try isRead ? file(folder, "out") : brokenPipe(), closeAfterSpawningProcess: true),
            error: .fileDescriptor(
                try isRead ? file(folder, "err") : brokenPipe(), closeAfterSpawningProcess: true)
        ) { execution in
            try await during(Running(processID: execution.processIdentifier.value, folder: folder))
        }
        var code: Int32?
        if case .exited(let exit) = result.terminationStatus { code = exit }
        return Ended(code: code, out: text(folder, "out"), err: text(folder, "err"), logs: logs(in: folder))
    }

    private static func logs(in folder: URL) -> [String] {
        let paths = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
        return paths.filter { $0.hasSuffix(".log") }.map { URL(filePath: $0).lastPathComponent }.sorted()
    }

    private static func file(_ folder: URL, _ name: String) throws -> FileDescriptor {
        try FileDescriptor.open(
            FilePath(folder.appending(path: name).path), .writeOnly, options: [.create, .append, .closeOnExec],
            permissions: .ownerReadWrite)
    }

    private static func brokenPipe() throws -> FileDescriptor {
        let (reader, writer) = try FileDescriptor.pipe()
        try reader.close()
        return writer
    }

    private static func text(_ folder: URL, _ name: String) -> String {
        (try? String(contentsOf: folder.appending(path: name), encoding: .utf8)) ?? ""
    }
}
