package import HeyGen
package import Jobs
package import JobsAPI
package import PostgreSQL
package import Workers

/// Everything a process is told: read once, at start. ``report`` is what the log shows of it.
package struct Settings: Sendable {
    package var roles: Set<Role>
    package var database: PostgreSQLConfiguration
    /// A session connection for LISTEN where ``database`` is a PgBouncer; nil where it is not needed.
    package var direct: PostgreSQLConfiguration?
    package var heygenBaseURL: String
    package var credential: Credential?
    package var webhookSecrets: [String]
    /// Seals what is stored of endpoints, and makes the tokens of callback addresses; nil does neither.
    package var secretKey: SecretKey?
    /// Whether an intake registers its endpoint at HeyGen by itself.
    package var registerEndpoint: Bool
    package var strictTimestamps: Bool
    package var host: String
    /// 0 picks a free one.
    package var port: Int
    package var publicURL: String?
    /// How HeyGen tells of jobs that say nothing of it.
    package var callbackMode: CallbackMode
    package var access: APIAccess
    package var notifySecrets: [NotifySecret]
    package var maxRenders: Int
    package var timeScale: TimeScale
    package var titleSuffix: Bool
    /// Whether a backlog is asked for in batches.
    package var batches: Bool
    /// Creates under way at once in this process.
    package var submitConcurrency: Int
    /// How long a claim outlives its process before others take it over.
    package var claimLease: Duration
    /// Connections of the main pool; intake has a few of its own.
    package var poolSize: Int

    /// Reads and checks every setting; the first that is wrong is named.
    /// - Parameter fixedRoles: the roles of a command that has no choice: `CLAPPER_ROLES` does not count then.
    package init(_ reader: SettingsReader, roles fixedRoles: Set<Role>? = nil) throws(SettingsError) {
        roles = if let fixedRoles { fixedRoles } else { try Self.roles(reader) }
        let prepared = try reader.isOn("CLAPPER_PREPARED_STATEMENTS", default: true)
        guard var database = try Self.database(reader, "DATABASE_URL") else {
            throw Self.noDatabase
        }
        database.preparedStatements = prepared
        self.database = database
        direct = try Self.database(reader, "CLAPPER_DIRECT_URL")
        heygenBaseURL = try Self.url(reader, "HEYGEN_BASE_URL") ?? "https://api.heygen.com"
        credential = try Self.credential(reader)
        webhookSecrets = reader.list("HEYGEN_WEBHOOK_SECRETS")
        secretKey = try Self.parse(reader, "CLAPPER_SECRET_KEY") { try SecretKey($0) }
        registerEndpoint = try reader.isOn("CLAPPER_REGISTER_ENDPOINT", default: false)
        strictTimestamps = try reader.isOn("CLAPPER_STRICT_TIMESTAMPS", default: false)
        host = reader.text("CLAPPER_HOST") ?? "127.0.0.1"
        port = try reader.integer("CLAPPER_PORT", in: 0...65535, default: 8080)
        publicURL = try Self.url(reader, "CLAPPER_PUBLIC_URL")
        callbackMode = try Self.callbackMode(reader, publicURL: publicURL, secretKey: secretKey)
        access = try Self.access(reader, host: host)
        notifySecrets = try Self.parse(reader, "CLAPPER_NOTIFY_SECRET") { try NotifySecret.parse($0) } ?? []
        maxRenders = try reader.integer("CLAPPER_MAX_RENDERS", in: 1...100_000, default: 10)
        timeScale = TimeScale(try reader.number("CLAPPER_TIME_SCALE", above: 0, default: 1))
        batches = try reader.isOn("CLAPPER_BATCHES", default: false)
        titleSuffix = try reader.isOn("CLAPPER_TITLE_SUFFIX", default: true)
        submitConcurrency = try reader.integer("CLAPPER_SUBMIT_CONCURRENCY", in: 1...1000, default: 64)
        claimLease = .milliseconds(
            try reader.integer("CLAPPER_CLAIM_LEASE_MS", in: 1000...600_000, default: 30_000))
        poolSize = try reader.integer("CLAPPER_POOL_SIZE", in: 2...200, default: 10)
        if credential == nil, let role = Role.allCases.first(where: { roles.contains($0) && $0.needsCredential }) {
            let choice = fixedRoles == nil ? ", or leave the role out of --roles" : ""
            throw SettingsError(
                "HEYGEN_API_KEY",
                "is not set, and the role \(role.rawValue) needs it; set it or HEYGEN_ACCESS_TOKEN\(choice)")
        }
        try checkRegistration()
    }

    /// Without these nothing could be registered, or its secret be kept.
    private func checkRegistration() throws(SettingsError) {
        guard registerEndpoint, roles.contains(.intake) else { return }
        let out = "or CLAPPER_REGISTER_ENDPOINT=off"
        if publicURL == nil {
            throw SettingsError(
                "CLAPPER_PUBLIC_URL",
                "is not set, and CLAPPER_REGISTER_ENDPOINT is on; set it to where HeyGen reaches this Clapper, \(out)")
        }
        if credential == nil {
            throw SettingsError(
                "HEYGEN_API_KEY",
                "is not set, and CLAPPER_REGISTER_ENDPOINT is on; set it or HEYGEN_ACCESS_TOKEN, \(out)")
        }
        if secretKey == nil {
            throw SettingsError(
                "CLAPPER_SECRET_KEY",
                "is not set, and CLAPPER_REGISTER_ENDPOINT is on; set it to the key that secrets were stored under, or at "
                    + "first to what 'openssl rand -base64 32' prints, \(out)"
            )
        }
    }

    /// Name and value of every setting, as they took effect; secrets are only counted.
    package var report: [(name: String, value: String)] {
        [
            ("roles", Role.allCases.filter(roles.contains).map(\.rawValue).joined(separator: ",")),
            ("DATABASE_URL", "\(database)"), ("CLAPPER_DIRECT_URL", direct.map { "\($0)" } ?? "not set"),
            ("CLAPPER_PREPARED_STATEMENTS", database.preparedStatements ? "on" : "off"),
            ("HEYGEN_BASE_URL", heygenBaseURL), ("credential", credential.map { "\($0)" } ?? "not set"),
            ("HEYGEN_WEBHOOK_SECRETS", "\(webhookSecrets.count) set"),
            ("CLAPPER_SECRET_KEY", secretKey == nil ? "not set" : "set"),
            ("CLAPPER_REGISTER_ENDPOINT", registerEndpoint ? "on" : "off"),
            ("CLAPPER_STRICT_TIMESTAMPS", strictTimestamps ? "on" : "off"), ("CLAPPER_HOST", host),
            ("CLAPPER_PORT", "\(port)"), ("CLAPPER_PUBLIC_URL", publicURL ?? "not set"),
            ("CLAPPER_CALLBACK_MODE", callbackMode.rawValue),
            ("CLAPPER_API_TOKENS", "\(access)"), ("CLAPPER_NOTIFY_SECRET", "\(notifySecrets.count) set"),
            ("CLAPPER_MAX_RENDERS", "\(maxRenders)"), ("CLAPPER_TIME_SCALE", "\(timeScale.factor)"),
            ("CLAPPER_BATCHES", batches ? "on" : "off"), ("CLAPPER_TITLE_SUFFIX", titleSuffix ? "on" : "off"),
            ("CLAPPER_SUBMIT_CONCURRENCY", "\(submitConcurrency)"),
            ("CLAPPER_CLAIM_LEASE_MS", "\(claimLease.milliseconds)"), ("CLAPPER_POOL_SIZE", "\(poolSize)"),
        ]
    }
}
