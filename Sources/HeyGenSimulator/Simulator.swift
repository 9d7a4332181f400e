import AsyncHTTPClient
import Hummingbird
package import Logging
import ServiceLifecycle

/// A strict stand-in for HeyGen over real HTTP.
///
/// It refuses what HeyGen refuses, forgets what HeyGen forgets, misbehaves at rates that are asked for, and keeps a
/// ledger of what was bought. Nothing is stored: a new simulator is a new HeyGen.
package final class Simulator: Service, Sendable {
    private let configuration: SimulatorConfiguration
    private let core: SimulatorCore
    private let port = ListeningPort()
    private let logger: Logger

    package init(configuration: SimulatorConfiguration, logger: Logger) {
        var generator = SystemRandomNumberGenerator()
        let salt = (0..<32).map { _ in UInt8.random(in: 0...255, using: &generator) }
        self.configuration = configuration
        self.logger = logger
        core = SimulatorCore(
            SimulatorState(
                configuration: configuration, clock: SimulatedClock(scale: configuration.timeScale), salt: salt))
    }

    /// Serves until cancelled or shut down. Run it once.
    package func run() async throws {
        do {
            try await HTTPClient.withHTTPClient(configuration: WebhookSender.clientConfiguration()) { client in
                let sender = WebhookSender(core: core, client: client, logger: logger)
                try await withThrowingTaskGroup(of: Void.self) { group in
                    group.addTask { try await self.serve(sender) }
                    group.addTask { await self.core.runTimers() }
                    group.addTask { await sender.run() }
                    // The server ends first, by shutdown or by failure; the loops have no reason to end.
                    defer { group.cancelAll() }
                    try await group.next()
                }
            }
        } catch {
            port.resolve(.failure(error))
            throw error
        }
        port.resolve(.failure(CancellationError()))
    }

    /// The port it listens on, once it does.
    /// - Throws: what kept it from listening.
    package func listeningPort() async throws -> Int { try await port.value() }

    /// What was bought and done so far.
    package var ledger: Ledger { core.ledger() }

    /// Waits until the ledger looks as wanted; looks again after everything that happens.
    /// - Throws: `CancellationError`. There is no deadline of its own.
    package func wait(until condition: (Ledger) -> Bool) async throws {
        let steps = core.steps()
        if condition(ledger) { return }
        for await _ in steps where condition(ledger) { return }
        throw CancellationError()
    }

    /// The secret of the first registered endpoint; nil without one.
    package var webhookSecret: String? { core.perform { state, _ in state.endpoints.first?.secret } }

    /// How it misbehaves; takes effect at once.
    package var faults: FaultRates {
        get { core.perform { state, _ in state.configuration.faults } }
        set { core.perform { state, _ in state.configuration.faults = newValue } }
    }

    /// Whether a URL is asked with OPTIONS before it is registered.
    package var probesEndpoints: Bool {
        get { core.perform { state, _ in state.configuration.probesEndpoints } }
        set { core.perform { state, _ in state.configuration.probesEndpoints = newValue } }
    }

    /// Accepts another key from now on; nil accepts every key that is not empty.
    package func acceptAPIKey(_ key: String?) { core.perform { state, _ in state.configuration.apiKey = key } }

    private func serve(_ sender: WebhookSender) async throws {
        let router = Router(context: SimulatorContext.self)
        router.add(middleware: EnvelopeMiddleware())
        let gate = APIGate(core: core)
        CreateRoutes(core: core, gate: gate, sender: sender).add(to: router)
        ResourceRoutes(gate: gate).add(to: router)
        AgentRoutes(gate: gate).add(to: router)
        TemplateRoutes(gate: gate).add(to: router)
        TranslationRoutes(gate: gate).add(to: router)
        WebhookRoutes(gate: gate, writes: EndpointWrites(core: core, gate: gate, client: sender.client, logger: logger))
            .add(to: router)
        AccountRoutes(gate: gate).add(to: router)
        FileRoutes(core: core).add(to: router)
        ControlRoutes(core: core).add(to: router)
        let application = Application(
            router: router,
            configuration: .init(address: .hostname(configuration.host, port: configuration.port)),
            onServerRunning: { [self] channel in
                let port = channel.localAddress?.port ?? configuration.port
                let host = ["0.0.0.0", "::"].contains(configuration.host) ? "127.0.0.1" : configuration.host
                core.perform { state, _ in state.links.baseURL = "http://\(host):\(port)" }
                self.port.resolve(.success(port))
            },
            logger: logger)
        try await application.run()
    }
}
