import Jobs
import Logging
import Observability
import PostgreSQL
import ServiceLifecycle

/// What every role stands on: the pool, the store, and how news travels.
struct CoreServices: Sendable {
    let settings: Settings
    let registry: PrometheusRegistry
    let pool: PostgreSQLPool
    let store: JobStore
    let wakeUps: WakeUps
    let settlements: SettlementLog
    private let base: Logger

    init(settings: Settings, registry: PrometheusRegistry, logger: Logger) {
        self.settings = settings
        self.registry = registry
        base = logger
        pool = PostgreSQLPool(configuration: settings.database, size: settings.poolSize, logger: logger)
        store = JobStore(pool: pool)
        wakeUps = WakeUps(store: store, logger: logger)
        settlements = SettlementLog(wakeUps: wakeUps, logger: logger)
        DatabaseGauges.register(store, in: registry)
    }

    /// The process's logger, with the part of the process as metadata.
    func logger(_ part: String) -> Logger {
        var logger = base
        logger[metadataKey: "part"] = "\(part)"
        return logger
    }

    /// In the order of their start: everything else may use them, and stops before them.
    var services: [any Service] {
        var services: [any Service] = [pool, wakeUps]
        if let listener { services.append(listener) }
        return services
    }

    /// News from other processes. It needs a session: through a PgBouncer in transaction mode there is only polling.
    private var listener: PostgreSQLListener? {
        guard let configuration = settings.direct ?? (settings.database.preparedStatements ? settings.database : nil)
        else {
            base.notice(
                "news from other processes come by polling only",
                metadata: ["way_out": "CLAPPER_DIRECT_URL: a session connection beside the PgBouncer"])
            return nil
        }
        return PostgreSQLListener(
            configuration: configuration, channels: ["clapper_queued", "clapper_completed"], logger: base
        ) { [wakeUps] wake in
            switch wake {
            case .notification("clapper_queued", _): wakeUps.wakeLocally(.queued)
            case .notification: wakeUps.wakeLocally(.completed)
            case .connected:
                // Whatever was sent before is lost.
                for topic in WakeUps.Topic.allCases { wakeUps.wakeLocally(topic) }
            }
        }
    }
}
