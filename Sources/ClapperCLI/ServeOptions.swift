import ArgumentParser
import Clapper
import Foundation

/// The settings of `clapper serve` and `clapper reconcile` as flags. Those left out come from the environment or the file.
struct ServeOptions: ParsableArguments {
    @Option(help: "A JSON file with settings: {\"clapper\": {\"maxRenders\": 10}, \"database\": {\"url\": …}}.")
    var config: String?

    @Option(help: "Of intake,api,submitter,reconciler,notifier,janitor (CLAPPER_ROLES; default: all).")
    var roles: String?

    @Option(help: "postgres://user:password@host/name (DATABASE_URL).")
    var databaseURL: String?

    @Option(help: "A session connection beside a PgBouncer (CLAPPER_DIRECT_URL).")
    var directURL: String?

    @Option(help: "on or off, for a PgBouncer before 1.21 (CLAPPER_PREPARED_STATEMENTS).")
    var preparedStatements: String?

    @Option(help: "Where HeyGen is (HEYGEN_BASE_URL; default https://api.heygen.com).")
    var heygenBaseURL: String?

    @Option(help: "HeyGen's API key (HEYGEN_API_KEY; better there, for flags are seen by others).")
    var heygenAPIKey: String?

    @Option(help: "An OAuth token instead of a key (HEYGEN_ACCESS_TOKEN).")
    var heygenAccessToken: String?

    @Option(help: "Secrets of webhook endpoints, comma-separated (HEYGEN_WEBHOOK_SECRETS).")
    var heygenWebhookSecrets: String?

    @Option(help: "The address to listen on (CLAPPER_HOST; default 127.0.0.1).")
    var host: String?

    @Option(help: "The port to listen on; 0 picks a free one (CLAPPER_PORT; default 8080).")
    var port: String?

    @Option(help: "Where the world reaches this (CLAPPER_PUBLIC_URL).")
    var publicURL: String?

    @Option(help: "on registers the endpoint at HeyGen (CLAPPER_REGISTER_ENDPOINT; default off).")
    var registerEndpoint: String?

    @Option(help: "endpoint or callback_url: how HeyGen tells of jobs (CLAPPER_CALLBACK_MODE; default endpoint).")
    var callbackMode: String?

    @Option(help: "name:token or token, comma-separated (CLAPPER_API_TOKENS).")
    var apiTokens: String?

    @Option(help: "whsec_…, signs what is told to a notify_url (CLAPPER_NOTIFY_SECRET).")
    var notifySecret: String?

    @Option(help: "Renders in flight (CLAPPER_MAX_RENDERS; default 10).")
    var maxRenders: String?

    @Option(help: "Provider seconds per real second, for the simulator (CLAPPER_TIME_SCALE; default 1).")
    var timeScale: String?

    @Option(help: "on refuses events with a stale timestamp (CLAPPER_STRICT_TIMESTAMPS; default off).")
    var strictTimestamps: String?

    @Option(help: "on asks for a backlog in batches (CLAPPER_BATCHES; default off).")
    var batches: String?

    @Option(help: "on appends [clp:…] to titles, to find videos by (CLAPPER_TITLE_SUFFIX; default on).")
    var titleSuffix: String?

    /// - Parameter fixedRoles: what a command consists of that has no choice.
    /// - Throws: ``UsageError`` naming the variable and the way out.
    func settings(roles fixedRoles: Set<Role>? = nil) async throws -> Settings {
        do throws(SettingsError) {
            return try Settings(try await reader(), roles: fixedRoles)
        } catch {
            throw UsageError(text: error.description)
        }
    }

    func reader() async throws(SettingsError) -> SettingsReader {
        let given = [
            ("CLAPPER_ROLES", roles), ("DATABASE_URL", databaseURL), ("CLAPPER_DIRECT_URL", directURL),
            ("CLAPPER_PREPARED_STATEMENTS", preparedStatements), ("HEYGEN_BASE_URL", heygenBaseURL),
            ("HEYGEN_API_KEY", heygenAPIKey), ("HEYGEN_ACCESS_TOKEN", heygenAccessToken),
            ("HEYGEN_WEBHOOK_SECRETS", heygenWebhookSecrets), ("CLAPPER_HOST", host), ("CLAPPER_PORT", port),
            ("CLAPPER_REGISTER_ENDPOINT", registerEndpoint), ("CLAPPER_CALLBACK_MODE", callbackMode),
            ("CLAPPER_PUBLIC_URL", publicURL), ("CLAPPER_API_TOKENS", apiTokens),
            ("CLAPPER_NOTIFY_SECRET", notifySecret), ("CLAPPER_MAX_RENDERS", maxRenders),
            ("CLAPPER_TIME_SCALE", timeScale), ("CLAPPER_STRICT_TIMESTAMPS", strictTimestamps),
            ("CLAPPER_BATCHES", batches), ("CLAPPER_TITLE_SUFFIX", titleSuffix),
        ]
        let flags = given.reduce(into: [String: String]()) { flags, pair in
            if let value = pair.1 { flags[pair.0] = value }
        }
        return try await SettingsReader(
            flags: flags, environment: ProcessInfo.processInfo.environment, file: config)
    }
}
