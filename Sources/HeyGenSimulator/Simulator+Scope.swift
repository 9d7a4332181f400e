package import Logging

extension Simulator {
    /// Runs a simulator for as long as `body` runs, which gets it and its address (`http://127.0.0.1:port`).
    ///
    /// - Throws: what `body` throws, or what kept the simulator from listening.
    package static func withRunning<Result: Sendable>(
        _ configuration: SimulatorConfiguration, logger: Logger, _ body: (Simulator, String) async throws -> Result
    ) async throws -> Result {
        let simulator = Simulator(configuration: configuration, logger: logger)
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await simulator.run() }
            defer { group.cancelAll() }
            let port = try await simulator.listeningPort()
            return try await body(simulator, "http://\(configuration.host):\(port)")
        }
    }
}
