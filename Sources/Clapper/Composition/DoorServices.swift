import Endpoints
import HeyGen
import Hummingbird
import HummingbirdCore
import Intake
import Jobs
import JobsAPI
import Logging
import NIOCore
import Observability
import PostgreSQL
import Problems
import ServiceLifecycle

/// The HTTP server with the routes of this process's roles, and what stands behind them.
struct DoorServices: Sendable {
    /// More than that and the load balancer in front should know before the process does.
    private static let connectionLimit = 10_000
    private static let idleTimeout = TimeAmount.seconds(75)
    /// Days of partitions that must lie ahead.
    private static let readyDays = 2
    /// Enqueues under a caller's own callback id at once.
    private static let keyedConnections = 4

    private let core: CoreServices
    private let intakePool: PostgreSQLPool?
    private let intake: EventIntake?
    private let secrets: WebhookSecrets?
    private let registrar: EndpointRegistrar?
    private let endpoints: EndpointKeeper?
    private let keyedPool: PostgreSQLPool?
    private let enqueuer: Enqueuer?
    private let waiter: CompletionWaiter?
    private let videoLinks: VideoLinks

    /// - Parameter client: nil without a credential.
    init(core: CoreServices, client: HeyGenClient?) {
        self.core = core
        videoLinks = VideoLinks(
            reader: client.map { LinkReader(client: $0) }, timeScale: core.settings.timeScale,
            logger: core.logger("api"))
        let roles = core.settings.roles
        var intakePool: PostgreSQLPool?
        var intake: EventIntake?
        var secrets: WebhookSecrets?
        if roles.contains(.intake) {
            // A pool of its own with short deadlines: HeyGen must be answered within 10 s, whatever the others wait for.
            var database = core.settings.database
            database.queryTimeout = IntakeSettings.commitTimeout
            database.connectTimeout = .seconds(2)
            let settings = Self.intakeSettings(core.settings)
            let pool = PostgreSQLPool(
                configuration: database, size: settings.lanes + 2, leaseTimeout: .seconds(2),
                logger: core.logger("intake"))
            intake = EventIntake(
                store: JobStore(pool: pool), settlements: core.settlements, settings: settings,
                logger: core.logger("intake"))
            intakePool = pool
            secrets = WebhookSecrets(
                configured: core.settings.webhookSecrets, store: JobStore(pool: pool), key: core.settings.secretKey,
                logger: core.logger("intake"))
        }
        self.secrets = secrets
        endpoints = client.map { client in
            EndpointKeeper(
                client: client, store: core.store, key: core.settings.secretKey, logger: core.logger("endpoints"))
        }
        registrar = Self.registrar(core, endpoints)
        self.intakePool = intakePool
        self.intake = intake
        let hasAPI = roles.contains(.api)
        // A pool of its own for callers' callback ids: each may wait for somebody's open transaction.
        keyedPool =
            hasAPI
            ? PostgreSQLPool(
                configuration: core.settings.database, size: Self.keyedConnections, logger: core.logger("api")) : nil
        enqueuer = keyedPool.map { Enqueuer(store: core.store, keyed: JobStore(pool: $0), wakeUps: core.wakeUps) }
        waiter = hasAPI ? CompletionWaiter(store: core.store, wakeUps: core.wakeUps, logger: core.logger("api")) : nil
    }

    /// What the routes hand their work to; started before the server.
    var services: [any Service] {
        var services: [any Service] = []
        if let intakePool { services.append(intakePool) }
        if let secrets { services.append(secrets) }
        if let intake { services.append(intake) }
        if let keyedPool { services.append(keyedPool) }
        if let enqueuer { services.append(enqueuer) }
        if let waiter { services.append(waiter) }
        if let registrar { services.append(registrar) }
        return services
    }

    /// - Parameter onListening: called with the port once the door is open.
    func server(onListening: @escaping @Sendable (Int) async -> Void) -> some Service {
        let settings = core.settings
        return Application(
            router: router(),
            server: .http1(configuration: .init(idleTimeout: Self.idleTimeout)),
            configuration: .init(
                address: .hostname(settings.host, port: settings.port), serverName: "clapper",
                availableConnectionsDelegate: MaximumAvailableConnections(Self.connectionLimit)),
            onServerRunning: { [registrar] channel in
                registrar?.doorIsOpen()
                await onListening(channel.localAddress?.port ?? settings.port)
            },
            logger: core.logger("http"))
    }

    private func router() -> Router<BasicRequestContext> {
        let router = Router(context: BasicRequestContext.self)
        OperationsRoutes(registry: core.registry, checks: checks).add(to: router)
        router.add(middleware: ProblemMiddleware())
        if let intake, let secrets {
            IntakeRoutes(
                intake: intake, secrets: secrets,
                settings: Self.intakeSettings(core.settings), logger: core.logger("intake")
            ).add(to: router)
            CallbackRoutes(
                intake: intake, tokens: core.settings.secretKey.map { CallbackTokens(secretKey: $0) },
                settings: Self.intakeSettings(core.settings), logger: core.logger("intake")
            ).add(to: router)
        }
        if let enqueuer, let waiter {
            router.add(middleware: MetricsMiddleware())
            JobsAPIRoutes(
                store: core.store, enqueuer: enqueuer, waiter: waiter, wakeUps: core.wakeUps, videoLinks: videoLinks,
                endpoints: endpoints, access: core.settings.access, notifyRefusal: Self.notifyRefusal(core.settings),
                callbackRefusal: Self.callbackRefusal(core.settings),
                keyWindow: core.settings.timeScale.real(ClaimedJob.keyWindow), logger: core.logger("api")
            ).add(to: router)
        }
        return router
    }

    /// The intake's, for it is the one that must be reached.
    private static func registrar(_ core: CoreServices, _ endpoints: EndpointKeeper?) -> EndpointRegistrar? {
        let settings = core.settings
        guard settings.registerEndpoint, settings.roles.contains(.intake), let endpoints,
            let publicURL = settings.publicURL
        else { return nil }
        return EndpointRegistrar(
            keeper: endpoints, publicURL: publicURL, hasConfiguredSecrets: !settings.webhookSecrets.isEmpty,
            logger: core.logger("endpoints"))
    }

    /// Where this process is the notifier and has no secret, nobody would ever be told: better said at once.
    private static func notifyRefusal(_ settings: Settings) -> String? {
        settings.roles.contains(.notifier) && settings.notifySecrets.isEmpty
            ? "cannot be told: CLAPPER_NOTIFY_SECRET is not set here; set it, or leave notify_url out" : nil
    }

    /// Where this process sends and cannot make the address, the job would be told otherwise: better said at once.
    private static func callbackRefusal(_ settings: Settings) -> String? {
        guard settings.roles.contains(.submitter), settings.callbacks == nil else { return nil }
        let variable = settings.publicURL == nil ? "CLAPPER_PUBLIC_URL" : "CLAPPER_SECRET_KEY"
        return "cannot be callback_url: \(variable) is not set here; set it, or leave callback_mode out"
    }

    private static func intakeSettings(_ settings: Settings) -> IntakeSettings {
        var intake = IntakeSettings()
        intake.strictTimestamps = settings.strictTimestamps
        return intake
    }

    /// Never depends on HeyGen: a process that can take events and jobs is ready.
    private var checks: [HealthCheck] {
        let store = core.store
        let migrator = Migrator(pool: core.pool, logger: core.logger("migrate"))
        return [
            HealthCheck(name: "schema") {
                do {
                    let missing = try await migrator.missingMigrations()
                    return missing == 0 ? .healthy : .unhealthy("\(MissingMigrations(count: missing))")
                } catch {
                    return .unhealthy("\(error)")
                }
            },
            HealthCheck(name: "partitions") {
                do {
                    let days = try await store.partitionDaysAhead()
                    return days >= Self.readyDays
                        ? .healthy : .unhealthy("partitions are prepared for \(days) days: does a janitor run?")
                } catch {
                    return .unhealthy("\(error)")
                }
            },
        ]
    }
}
