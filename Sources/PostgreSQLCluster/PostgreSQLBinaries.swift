import Foundation
import Subprocess
import SystemPackage

/// Where the machine keeps its server programs.
struct PostgreSQLBinaries: Sendable {
    let initdb: String
    let postgres: String

    /// Asks `pg_config`, then looks where Debian puts them (newest version first), then in PATH.
    static func find() async throws -> PostgreSQLBinaries {
        var folders: [String] = []
        if let folder = await configuredFolder() { folders.append(folder) }
        folders += debianFolders()
        folders += (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map(String.init)
        for folder in folders {
            let found = PostgreSQLBinaries(initdb: "\(folder)/initdb", postgres: "\(folder)/postgres")
            if [found.initdb, found.postgres].allSatisfy(FileManager.default.isExecutableFile(atPath:)) {
                return found
            }
        }
        throw PrivateClusterError.notInstalled
    }

    /// What `pg_config` says; nil when it is not installed (it comes with libpq-dev, not with the server).
    private static func configuredFolder() async -> String? {
        let answer = try? await run(
            .name("pg_config"), arguments: ["--bindir"], output: .string(limit: 4096), error: .discarded)
        guard let answer, answer.terminationStatus.isSuccess else { return nil }
        return answer.standardOutput.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    private static func debianFolders() -> [String] {
        let root = "/usr/lib/postgresql"
        let versions = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
        return versions.compactMap(Int.init).sorted(by: >).map { "\(root)/\($0)/bin" }
    }
}
