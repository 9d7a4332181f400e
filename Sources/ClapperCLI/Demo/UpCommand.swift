import ArgumentParser
import DemoStage
import Examples
import Foundation
import PostgreSQLCluster

/// `clapper up`: a whole Clapper to try things with.
struct UpCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "up",
        abstract: "Run Clapper with a simulated HeyGen and a PostgreSQL of its own, until Ctrl-C.",
        discussion: """
            Everything listens on 127.0.0.1 only, and /v1 asks for no token. Jobs and secrets are kept from run to run: the \
            database lies in a folder below /tmp that .clapper/cluster names, the secrets in .clapper/secrets. The simulated \
            HeyGen begins anew. DATABASE_URL and HEYGEN_* are ignored, so no render is bought.
            """)

    /// Below the current folder: the pointer to the cluster, the secrets, and the logs.
    private static let folder = ".clapper"
    private static let defaultPort = 8080
    private static let defaultSimulatorPort = 8090
    /// A minute of rendering takes three seconds.
    private static let defaultTimeScale = 20.0

    @OptionGroup var stage: StageOptions

    @Option(help: "Clapper's port (default: 8080); 0 picks a free one.")
    var port: Int?

    @Option(help: "The simulated HeyGen's port (default: 8090); 0 picks a free one.")
    var simulatorPort: Int?

    func run() async throws {
        BrokenPipes.ignore()
        do {
            let settings = try settings()
            let logs = try LogFolder(Self.folder + "/logs")
            try await Interruption.cancels {
                try await Stage.withRunning(settings, logs: logs, notice: { Terminal.say($0) }) { running in
                    try Terminal.write((Self.lines(running, settings, logs).joined(separator: "\n") + "\n").utf8)
                    // Until a signal cancels us, or a process falls over.
                    while true { try await Task.sleep(for: .seconds(3600)) }
                }
            }
        } catch is Interruption {
            Terminal.say("stopped; the jobs are kept")
        } catch let error as UsageError {
            throw error
        } catch let error as CommandFailure {
            throw error
        } catch {
            Terminal.complain(explain(error))
            throw ExitCode(ExitCodes.failure)
        }
    }

    private func settings() throws -> StageSettings {
        var settings = StageSettings()
        settings.timeScale = Self.defaultTimeScale
        try stage.apply(to: &settings)
        settings.port = port ?? Self.defaultPort
        settings.simulatorPort = simulatorPort ?? Self.defaultSimulatorPort
        for (name, port) in [("--port", settings.port), ("--simulator-port", settings.simulatorPort)] {
            guard (0...65535).contains(port) else { throw UsageError(text: "\(name): must be 0 to 65535") }
        }
        settings.isOpen = true
        let (directory, notice) = try ClusterPointer(folder: Self.folder).directory()
        if let notice { Terminal.say(notice) }
        settings.cluster = PrivateCluster.Options(directory: directory, database: "clapper")
        let (secrets, remark) = try KeptSecrets(folder: Self.folder).secrets()
        if let remark { Terminal.say(remark) }
        settings.secrets = secrets
        return settings
    }

    private func explain(_ error: any Error) -> String {
        let text = "\(CleanExitError(describing: error))"
        switch error {
        case StageError.portTaken(let taken):
            let option = taken == (port ?? Self.defaultPort) ? "--port" : "--simulator-port"
            return "\(text); stop that, or give another with \(option)"
        case PrivateClusterError.start, PrivateClusterError.initialization, PrivateClusterError.directory:
            return "\(text)\nTo begin with an empty cluster, remove \(ClusterPointer(folder: Self.folder).file)"
        default: return text
        }
    }

    private static func lines(_ stage: Stage, _ settings: StageSettings, _ logs: LogFolder) -> [String] {
        let directory = settings.cluster.directory ?? ""
        let pointer = ClusterPointer(folder: folder).file
        return [
            "Clapper     \(stage.url)   (no token needed)",
            "HeyGen      \(stage.simulatorURL)   (simulated, \(settings.timeScale.formatted()) times faster)",
            "Ledger      \(stage.ledgerURL)",
            "PostgreSQL  psql '\(stage.databaseURL)'",
            "Signatures  CLAPPER_NOTIFY_SECRET=\(stage.secrets.notify)",
            "Kept        \(directory)   (the database; \(pointer) names the folder)",
            "Logs        \(logs.path)",
            "",
            "Ask for a video, and see what becomes of it:",
            "",
            "  curl \(stage.url)/v1/jobs -H 'Content-Type: application/json' -d '\(exampleBody)'",
            "  CLAPPER_URL=\(stage.url) \(CommandLine.arguments[0]) jobs list",
            "",
            "Ctrl-C stops everything. To begin with an empty database then:",
            "",
            "  rm -r \(directory) \(pointer)",
        ]
    }

    /// An example as the body of an enqueue, on one line, fit for single quotes in a shell.
    private static var exampleBody: String {
        let example = Examples.requests.first { $0.name == "order_confirmation" }
        let request = String(decoding: example?.request ?? [], as: UTF8.self)
        // JSON has no line breaks inside of strings.
        let words = request.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
        return "{\"request\":\(words.joined(separator: " "))}".replacing("'", with: #"'\''"#)
    }
}
