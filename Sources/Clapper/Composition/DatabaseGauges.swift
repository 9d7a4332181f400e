import Jobs
import Observability

/// What `/metrics` reads from the database when it is asked: counts that must not begin anew with a process.
enum DatabaseGauges {
    private static let help = [
        "open_jobs": "Jobs in flight by phase, counted up to 10,001.",
        "oldest_age_seconds": "Age of the oldest job in a phase, since its enqueue.",
        "unmatched_events": "Events whose job is not known, counted up to 10,001.",
        "notify_backlog": "Completions owed to a notify_url, counted up to 10,001.",
        "owed_reads": "Reads owed to videos that no open job's schedule covers.",
        "partition_days_ahead": "Days for which every partitioned table is prepared.",
        "render_limit": "Renders the account may have in flight now, as adapted to HeyGen's 429s.",
        "account_held": "1 while the account's submits wait after a 429 or 402.",
        "credential_failed": "1 while the account stands still because its credential was refused.",
    ]
    /// The label of those that have one.
    private static let labels = [
        "open_jobs": "phase", "oldest_age_seconds": "phase", "render_limit": "account", "account_held": "account",
        "credential_failed": "account",
    ]

    static func register(_ store: JobStore, in registry: PrometheusRegistry) {
        registry.onScrape("database") {
            try await store.gauges().map { gauge in
                PrometheusSample(
                    gauge: "clapper_\(gauge.name)", help: help[gauge.name] ?? gauge.name,
                    labels: labels[gauge.name].map { [($0, gauge.label)] } ?? [], value: gauge.value)
            }
        }
    }
}
