import Foundation
import TestSupport

/// `clapper` as users run it: a process of its own, beside the test bundle.
final class ClapperBinary {
    private let process = Process()
    private let output = Pipe()
    private let log: URL

    /// Starts `clapper` with these settings and nothing of this process's environment but its path.
    init(_ arguments: [String], environment: [String: String] = [:]) throws {
        let folder = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        log = FileManager.default.temporaryDirectory.appending(path: "clapper-\(UUID().uuidString).log")
        try Data().write(to: log)
        process.executableURL = folder.appending(path: "clapper")
        process.arguments = arguments
        process.environment = environment.merging([
            "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        ]) { given, _ in given }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = try FileHandle(forWritingTo: log)
        try process.run()
    }

    deinit {
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
        try? FileManager.default.removeItem(at: log)
    }

    var processID: Int32 { process.processIdentifier }
    var isRunning: Bool { process.isRunning }

    /// What it logged so far.
    var logText: String { (try? String(contentsOf: log, encoding: .utf8)) ?? "" }

    /// The port it says it listens on.
    func port() async throws -> Int {
        var text = ""
        // Blocks a thread of the pool until the line is there: one line, of one process, in a test.
        while let data = try output.fileHandleForReading.read(upToCount: 256), !data.isEmpty {
            text += String(decoding: data, as: UTF8.self)
            if let match = text.firstMatch(of: /listening on http:\/\/[^:]+:(\d+)\n/), let port = Int(match.1) {
                return port
            }
        }
        throw NoPort(log: String(logText.suffix(2000)))
    }

    /// It ended without saying where it listens.
    struct NoPort: Error {
        let log: String
    }

    /// Signals it and waits for its end; the exit code, or the signal that ended it as a negative number.
    @discardableResult
    func end(_ signal: Int32) async throws -> Int32 {
        kill(process.processIdentifier, signal)
        try await eventually(within: .seconds(20), "the process has ended") { !self.process.isRunning }
        return process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus
    }
}
