import AsyncHTTPClient
import HeyGen
import Jobs
package import Logging
import PostgreSQL
import Workers

/// One round of the reconciler, for a cron line: every read that is due, events without a job, attempts of unknown fate.
package enum ReconcileOnce {
    /// - Parameter backfill: walk this far back over HeyGen's delivered events first, provider time.
    /// - Throws: ``SettingsError`` without a credential; ``MissingMigrations``; what kept it from reading.
    package static func run(
        _ settings: Settings, backfill: Duration? = nil, logger: Logger
    ) async throws -> ReconcileReport {
        guard let credential = settings.credential else {
            throw SettingsError("HEYGEN_API_KEY", "is not set, and reading needs it; set it or HEYGEN_ACCESS_TOKEN")
        }
        try await SchemaCheck.run(settings.database, logger: logger)
        let pool = PostgreSQLPool(configuration: settings.database, size: 2, logger: logger)
        do {
            let report = try await HTTPClient.withHTTPClient(
                configuration: HeyGenClient.httpClientConfiguration(connectionsPerHost: 16)
            ) { http in
                let reconciler = reconciler(settings, credential, pool, http, logger)
                var walked: BackfillReport?
                // Before the reads: what the list tells need not be read.
                if let backfill { walked = try await reconciler.backfill.walk(span: backfill) }
                return ReconcileReport(backfill: walked, reads: try await reconciler.once())
            }
            await pool.shutdown()
            return report
        } catch {
            await pool.shutdown()
            throw error
        }
    }

    private static func reconciler(
        _ settings: Settings, _ credential: Credential, _ pool: PostgreSQLPool, _ http: HTTPClient, _ logger: Logger
    ) -> Reconciler {
        let store = JobStore(pool: pool)
        // Nobody waits in this process, and NOTIFYs would need a loop: the others poll.
        let wakeUps = WakeUps(store: store, logger: logger)
        let client = HeyGenClient(
            configuration: HeyGenConfiguration(
                baseURL: settings.heygenBaseURL, credential: credential, userAgent: "Clapper/\(Version.current)"),
            httpClient: http, logger: logger)
        return Reconciler(
            store: store, client: client, wakeUps: wakeUps,
            schedules: ReadSchedules(store: store, timeScale: settings.timeScale, logger: logger),
            settlements: SettlementLog(wakeUps: wakeUps, logger: logger), timeScale: settings.timeScale, logger: logger)
    }
}
