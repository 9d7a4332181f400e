package import Logging
import ServiceLifecycle

extension Simulator {
    /// Runs a simulator for as long as `body` runs, which gets it and its address (`http://127.0.0.1:port`).
    ///
    /// - Throws: what `body` throws, or what kept the simulator from listening.
    package static func withRunning<Result: Sendable>(
        _ configuration: SimulatorConfiguration, logger: Logger, _ body: (Simulator, String) async throws -> Result
    ) async throws -> Result {
        let simulator = Simulator(configuration: configuration, logger: logger)
        // Shut down, not cancelled: a server that is cancelled while it accepts a connection traps in NIO.
        let services = ServiceGroup(services: [simulator], logger: logger)
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await services.run() }
            do {
                let port = try await simulator.listeningPort()
                let result = try await body(simulator, "http://\(configuration.host):\(port)")
                await services.triggerGracefulShutdown()
                try await group.waitForAll()
                return result
            } catch {
                await services.triggerGracefulShutdown()
                throw error
            }
        }
    }
}
