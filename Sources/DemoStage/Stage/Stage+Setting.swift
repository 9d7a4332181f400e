import HeyGenSimulator
import Jobs
import Logging
import PostgreSQL
import PostgreSQLCluster

extension Stage {
    /// How long a child may take until it answers; a debug build on a busy machine takes seconds.
    private static let startLimit = Duration.seconds(60)

    /// Sets the stage, runs `body` on it, and takes it down: Clapper first, then the simulator, the database last.
    ///
    /// Taken down also when `body` throws, a process falls over, or the task is cancelled; when we are killed, the
    /// children and the server notice and end by themselves.
    /// - Parameter notice: told what happens, for a person.
    /// - Throws: ``StageError``, `PrivateClusterError`, what migrating throws, and what `body` throws.
    package static func withRunning<Result: Sendable>(
        _ settings: StageSettings, logs: LogFolder, notice: @escaping @Sendable (String) async -> Void,
        _ body: @escaping @Sendable (Stage) async throws -> Result
    ) async throws -> Result {
        // Before anything is started: a port that is taken costs no time.
        let clapperPort = try PortReservation(port: settings.port)
        let simulatorPort = try PortReservation(port: settings.simulatorPort)
        await notice("starting a private PostgreSQL")
        let cluster = try await PrivateCluster.start(settings.cluster)
        do {
            try await migrate(cluster.url)
            let stage = Stage(
                url: "http://127.0.0.1:\(clapperPort.port)", simulatorURL: "http://127.0.0.1:\(simulatorPort.port)",
                databaseURL: cluster.url, secrets: settings.secrets, isOpen: settings.isOpen)
            let result = try await stage.withProcesses(settings, logs: logs, notice: notice, body)
            // The children have bound them; until here nobody else could.
            _ = consume clapperPort
            _ = consume simulatorPort
            await cluster.stop()
            return result
        } catch {
            await cluster.stop()
            throw error
        }
    }

    private static func migrate(_ url: String) async throws {
        let logger = silentLogger
        let pool = PostgreSQLPool(configuration: try PostgreSQLConfiguration(url: url), size: 1, logger: logger)
        do {
            _ = try await Migrator(pool: pool, logger: logger).migrate()
            await pool.shutdown()
        } catch {
            await pool.shutdown()
            throw error
        }
    }

    private func withProcesses<Result: Sendable>(
        _ settings: StageSettings, logs: LogFolder, notice: @escaping @Sendable (String) async -> Void,
        _ body: @escaping @Sendable (Stage) async throws -> Result
    ) async throws -> Result {
        let simulator = simulatorProcess(settings, logs)
        let clapper = clapperProcess(settings, logs)
        await notice("starting a simulated HeyGen and Clapper")
        return try await simulator.whileRunning {
            try await clapper.whileRunning {
                try await waitUntilReady(simulator, at: ledgerURL)
                try await waitUntilReady(clapper, at: url + "/readyz")
                return try await body(self)
            }
        }
    }

    private func simulatorProcess(_ settings: StageSettings, _ logs: LogFolder) -> ChildProcess {
        var arguments = [
            "simulate", "--host", "127.0.0.1", "--port", Self.port(simulatorURL), "--seed", "\(settings.seed)",
            "--time-scale", "\(settings.timeScale)", "--fail-rate", "\(settings.failRate)", "--api-key", secrets.apiKey,
            "--webhook-url", eventsURL, "--webhook-secret", secrets.webhook,
        ]
        if let range = settings.renderSeconds {
            arguments += ["--render-seconds", "\(range.lowerBound)-\(range.upperBound)"]
        }
        for (name, rate) in settings.faults.byName where rate > 0 { arguments += ["--fault", "\(name)=\(rate)"] }
        return ChildProcess(name: "simulator", arguments: arguments, logs: logs)
    }

    private func clapperProcess(_ settings: StageSettings, _ logs: LogFolder) -> ChildProcess {
        var arguments = ["serve"]
        if let roles = settings.roles { arguments += ["--roles", roles] }
        var environment = [
            "DATABASE_URL": databaseURL, "HEYGEN_BASE_URL": simulatorURL, "HEYGEN_API_KEY": secrets.apiKey,
            "HEYGEN_WEBHOOK_SECRETS": secrets.webhook, "CLAPPER_HOST": "127.0.0.1", "CLAPPER_PORT": Self.port(url),
            "CLAPPER_SECRET_KEY": secrets.key, "CLAPPER_NOTIFY_SECRET": secrets.notify,
            "CLAPPER_TIME_SCALE": "\(settings.timeScale)",
        ]
        environment[isOpen ? "CLAPPER_OPEN_ACCESS" : "CLAPPER_API_TOKENS"] = isOpen ? "on" : "demo:\(secrets.token)"
        return ChildProcess(name: "clapper", arguments: arguments, environment: environment, logs: logs)
    }

    private static func port(_ url: String) -> String {
        String(url.split(separator: ":").last ?? "")
    }

    /// Asks until it is answered 200, every 50 ms: a server that is not there yet tells nobody when it will be.
    private func waitUntilReady(_ child: ChildProcess, at url: String) async throws {
        let deadline = ContinuousClock.now + Self.startLimit
        try await PlainHTTP.withRunning { http in
            while ContinuousClock.now < deadline {
                if let answer = try? await http.get(url), answer.status == 200 { return }
                try await Task.sleep(for: .milliseconds(50))
            }
            throw StageError.notReady(child.name, tail: child.logs.tail(of: child.name))
        }
    }

    /// What our own libraries log would break the view; what fails is thrown.
    static let silentLogger = Logger(label: "clapper.demo") { _ in SwiftLogNoOpLogHandler() }
}
