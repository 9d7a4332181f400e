import AsyncHTTPClient
import HeyGen
import Hummingbird
import Intake
import Jobs
import JobsAPI
package import Logging
package import Observability
import PostgreSQL
import ServiceLifecycle
import UnixSignals
import Workers

/// One process of Clapper: the services its roles are made of, in the order in which they start.
///
/// They stop one by one in reverse: first the door closes, then what was taken is committed, then the loops end, the pools
/// last. So what a service needs is always there while it stops.
package struct ClapperProcess: Sendable {
    /// How long each of them may take to stop before it is cancelled; all of them together take a few seconds.
    private static let shutdownLimit = Duration.seconds(9)

    package let settings: Settings
    let logger: Logger
    let registry: PrometheusRegistry
    private let onListening: @Sendable (Int) async -> Void

    /// - Parameters:
    ///   - registry: the metrics' backend, bootstrapped by the caller.
    ///   - onListening: called with the port once the door is open.
    package init(
        settings: Settings, registry: PrometheusRegistry, logger: Logger,
        onListening: @escaping @Sendable (Int) async -> Void = { _ in }
    ) {
        self.settings = settings
        self.registry = registry
        self.logger = logger
        self.onListening = onListening
    }

    /// Runs until SIGTERM or SIGINT, or until a service fails. A second signal ends the process at once.
    /// - Throws: ``MissingMigrations`` before anything is started; what a service failed with.
    package func run() async throws {
        try await withGroup(signals: [.sigterm, .sigint]) { try await $0.run() }
    }

    /// Runs for as long as `body` runs, which gets the address of the door; then shuts down in order.
    ///
    /// For tests, and for whatever wants a Clapper of its own within its process.
    package static func withRunning<Result: Sendable>(
        _ settings: Settings, logger: Logger, _ body: (String) async throws -> Result
    ) async throws -> Result {
        let (ports, continuation) = AsyncStream.makeStream(of: Int.self)
        let process = ClapperProcess(settings: settings, registry: PrometheusRegistry(), logger: logger) { port in
            continuation.yield(port)
        }
        return try await process.withGroup(signals: []) { group in
            try await withThrowingTaskGroup(of: Void.self) { tasks in
                tasks.addTask {
                    defer { continuation.finish() }
                    try await group.run()
                }
                do {
                    var port: Int?
                    for await first in ports {
                        port = first
                        break
                    }
                    // Without a port the services ended before the door was open, and the group knows why.
                    guard let port else {
                        try await tasks.waitForAll()
                        throw CancellationError()
                    }
                    let result = try await body("http://\(settings.host):\(port)")
                    await group.triggerGracefulShutdown()
                    try await tasks.waitForAll()
                    return result
                } catch {
                    await group.triggerGracefulShutdown()
                    throw error
                }
            }
        }
    }

    private func withGroup<Result: Sendable>(
        signals: [UnixSignal], _ body: (ServiceGroup) async throws -> Result
    ) async throws -> Result {
        logSettings()
        try await SchemaCheck.run(settings.database, logger: logger)
        var heygenConfiguration = HeyGenClient.httpClientConfiguration(
            connectionsPerHost: settings.submitConcurrency + 16)
        heygenConfiguration.connectionPool.idleTimeout = .seconds(30)
        return try await HTTPClient.withHTTPClient(configuration: heygenConfiguration) { heygen in
            try await HTTPClient.withHTTPClient(configuration: Notifier.httpClientConfiguration()) { receivers in
                var group = ServiceGroupConfiguration(
                    services: (signals.isEmpty ? [] : [.init(service: SecondSignal(logger: logger))])
                        + services(heygen: heygen, receivers: receivers).map { .init(service: $0) },
                    gracefulShutdownSignals: signals, logger: logger)
                group.maximumGracefulShutdownDuration = Self.shutdownLimit
                group.maximumCancellationDuration = .seconds(3)
                return try await body(ServiceGroup(configuration: group))
            }
        }
    }

    private func services(heygen: HTTPClient, receivers: HTTPClient) -> [any Service] {
        let core = CoreServices(settings: settings, registry: registry, logger: logger)
        var services = core.services
        let client = settings.credential.map { credential in
            HeyGenClient(
                configuration: HeyGenConfiguration(
                    baseURL: settings.heygenBaseURL, credential: credential, userAgent: "Clapper/\(Version.current)"),
                httpClient: heygen, logger: core.logger("heygen"))
        }
        let doors = DoorServices(core: core, client: client)
        if settings.roles.contains(where: \.needsCredential), let client { services += workers(core, client) }
        if settings.roles.contains(.notifier) { services += notifier(core, receivers) }
        if settings.roles.contains(.janitor) {
            services.append(
                Janitor(
                    store: core.store, settlements: core.settlements, timeScale: settings.timeScale,
                    logger: core.logger("janitor")))
        }
        services += doors.services
        services.append(doors.server(onListening: onListening))
        return services
    }

    private func workers(_ core: CoreServices, _ client: HeyGenClient) -> [any Service] {
        let schedules = ReadSchedules(
            store: core.store, timeScale: settings.timeScale, logger: core.logger("reconciler"))
        var services: [any Service] = [
            CredentialWatch(
                store: core.store, client: client, wakeUps: core.wakeUps, timeScale: settings.timeScale,
                logger: core.logger("credential"))
        ]
        if settings.roles.contains(.submitter) {
            var submitting = SubmitterSettings()
            submitting.concurrency = settings.submitConcurrency
            submitting.titleSuffix = settings.titleSuffix
            submitting.batches = settings.batches
            submitting.callbackMode = settings.callbackMode
            submitting.callbacks = settings.callbacks
            submitting.lease = settings.claimLease
            submitting.leaseMargin = settings.claimLease / 4
            let logger = core.logger("submitter")
            let recorder = SubmissionRecorder(store: core.store, settlements: core.settlements, logger: logger)
            services += [
                AccountLimit(
                    store: core.store, maxRenders: settings.maxRenders, timeScale: settings.timeScale, logger: logger),
                recorder,
                Submitter(
                    store: core.store, client: client, wakeUps: core.wakeUps, schedules: schedules, recorder: recorder,
                    settlements: core.settlements, timeScale: settings.timeScale, settings: submitting, logger: logger),
            ]
        }
        if settings.roles.contains(.reconciler) {
            services.append(
                Reconciler(
                    store: core.store, client: client, wakeUps: core.wakeUps, schedules: schedules,
                    settlements: core.settlements, timeScale: settings.timeScale,
                    logger: core.logger("reconciler")))
        }
        return services
    }

    private func notifier(_ core: CoreServices, _ receivers: HTTPClient) -> [any Service] {
        guard !settings.notifySecrets.isEmpty else {
            logger.warning(
                "nobody is told of completions: deliveries wait until a secret is set",
                metadata: ["variable": "CLAPPER_NOTIFY_SECRET", "way_out": "whsec_$(openssl rand -base64 32)"])
            return []
        }
        return [
            Notifier(
                store: core.store, wakeUps: core.wakeUps, secrets: settings.notifySecrets, httpClient: receivers,
                timeScale: settings.timeScale, logger: core.logger("notifier"))
        ]
    }

    private func logSettings() {
        var metadata: Logger.Metadata = [:]
        for (name, value) in settings.report { metadata[name] = "\(value)" }
        logger.notice("clapper starts", metadata: metadata)
        if settings.roles.contains(.intake), settings.webhookSecrets.isEmpty, settings.secretKey == nil {
            logger.warning(
                "events are answered 503 until a secret is set",
                metadata: [
                    "variable": "HEYGEN_WEBHOOK_SECRETS or CLAPPER_SECRET_KEY",
                    "way_out": "set the secret; or, where Clapper stores them, the key they were stored under",
                ])
        }
        if settings.registerEndpoint, !settings.roles.contains(.intake) {
            logger.warning(
                "no endpoint is registered from here: the role intake does that",
                metadata: ["variable": "CLAPPER_REGISTER_ENDPOINT"])
        }
        if settings.roles.contains(.api), case .closed = settings.access {
            logger.warning("/v1 is answered 503 until a token is set", metadata: ["variable": "CLAPPER_API_TOKENS"])
        }
    }
}
