import Foundation
import Glibc
import Subprocess
import SystemPackage

extension ClusterFiles {
    /// Runs `initdb` unless the folder holds a cluster, and sees to it that no other server uses that.
    func initialize(
        with binaries: PostgreSQLBinaries, account: ServerAccount?, options: PrivateCluster.Options
    ) async throws {
        guard !FileManager.default.fileExists(atPath: data + "/PG_VERSION") else {
            return try claim()
        }
        try writePassword(account: account)
        var arguments = [
            "--pgdata", data, "--username", "clapper", "--pwfile", password, "--auth", "trust", "--encoding", "UTF8",
            "--locale", "C", "--no-instructions",
        ]
        if options.durability == .test { arguments.append("--no-sync") }
        try await runTool(binaries.initdb, arguments, account: account)
        try writeRules()
        if options.database != "postgres" {
            // The server's single-user mode, because createdb belongs to another package.
            let name = options.database.replacing("\"", with: "\"\"")
            try await runTool(
                binaries.postgres, ["--single", "-D", data, "postgres"], account: account,
                input: "CREATE DATABASE \"\(name)\"\n")
        }
    }

    /// Refuses a folder in use; removes the pid file of a server that is gone, which would stop the next one when
    /// another process has got that number meanwhile.
    private func claim() throws {
        guard let processID = recordedProcessID else { return }
        let folder = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(processID)/cwd")
        guard folder != URL(fileURLWithPath: data).resolvingSymlinksInPath().path else {
            throw PrivateClusterError.alreadyRunning(directory: root, processID: processID)
        }
        try? FileManager.default.removeItem(atPath: data + "/postmaster.pid")
    }

    /// The server's process as it wrote it down itself.
    var recordedProcessID: Int32? { pidFileLines?.first.flatMap { Int32($0) } }

    /// Whether the server has written that it accepts connections: what `pg_ctl --wait` looks for.
    var isRecordedReady: Bool { pidFileLines?.last?.hasPrefix("ready") ?? false }

    private var pidFileLines: [Substring]? {
        (try? String(contentsOfFile: data + "/postmaster.pid", encoding: .utf8))?.split(separator: "\n")
    }

    /// For TCP only: whoever reaches the socket is trusted, for its folder admits nobody else.
    private func writePassword(account: ServerAccount?) throws {
        let characters = (0..<32).map { _ in "abcdefghijklmnopqrstuvwxyz0123456789".randomElement()! }
        let attributes: [FileAttributeKey: Any] = [.posixPermissions: 0o600]
        guard
            FileManager.default.createFile(
                atPath: password, contents: Data(String(characters).utf8), attributes: attributes)
        else { throw PrivateClusterError.directory(root, reason: "it is not writable") }
        try account?.own(password)
    }

    private func writeRules() throws {
        let rules = """
            # The socket's folder has mode 0700. TCP, if any, is loopback and asks for the password.
            local all all trust
            host all all 127.0.0.1/32 scram-sha-256

            """
        do {
            // In place, so that the file stays the server account's.
            let file = try FileHandle(forWritingTo: URL(fileURLWithPath: data + "/pg_hba.conf"))
            defer { try? file.close() }
            try file.truncate(atOffset: 0)
            try file.write(contentsOf: Data(rules.utf8))
        } catch {
            throw PrivateClusterError.directory(root, reason: error.localizedDescription)
        }
    }

    private func runTool(
        _ tool: String, _ arguments: [String], account: ServerAccount?, input: String = ""
    ) async throws {
        let command = ServerProcess.command(tool, arguments, account: account)
        let outcome = try await run(
            command.executable, arguments: command.arguments, environment: ServerProcess.environment,
            workingDirectory: FilePath(root), platformOptions: ServerProcess.platformOptions,
            input: .string(input), output: .string(limit: 65_536), error: .string(limit: 65_536))
        guard outcome.terminationStatus.isSuccess else {
            let output = outcome.standardOutput + outcome.standardError
            throw PrivateClusterError.initialization(String(output.suffix(4096)))
        }
    }
}
