/// Where the server is and how to talk to it. Its descriptions never show the password.
package struct PostgreSQLConfiguration: Sendable {
    /// libpq's keywords and values, as given; kept apart, because a value pasted into a conninfo could become another.
    private(set) var parameters: [Parameter]
    /// The name shown in `pg_stat_activity`; `clapper` unless the URL has one.
    package var applicationName: String
    /// How long one host may take to accept a connection. `connect_timeout` in the URL sets it.
    package var connectTimeout: Duration
    /// The deadline of a call that names none. It covers waiting for the connection's turn, too.
    package var queryTimeout: Duration = .seconds(30)
    /// Whether statements are prepared under names. Switch off for a PgBouncer before 1.21 in transaction mode.
    package var preparedStatements = true

    struct Parameter: Sendable, Equatable {
        var keyword: String
        var value: String
    }

    /// Reads a `postgresql://` or `postgres://` URL, or a conninfo of `keyword=value`, the way libpq does.
    /// - Throws: ``PostgreSQLError/configuration(_:)`` with libpq's reason, less whatever it quotes of the input.
    package init(url: String) throws(PostgreSQLError) {
        parameters = try ConnectionInfoParser.parse(url)
        applicationName = "clapper"
        connectTimeout = .seconds(10)
        applicationName = value("application_name") ?? applicationName
        if let text = value("connect_timeout") {
            guard let seconds = Int(text) else { throw .configuration("connect_timeout is not a number of seconds") }
            // libpq reads zero and less as "wait for ever"; no call of ours does.
            if seconds > 0 { connectTimeout = .seconds(seconds) }
        }
    }

    /// The same server, another database.
    package func with(database: String) -> Self {
        var copy = self
        copy.set("dbname", to: database)
        return copy
    }

    /// The value of one of libpq's keywords, if it was given and is not empty.
    func value(_ keyword: String) -> String? {
        parameters.last { $0.keyword == keyword && !$0.value.isEmpty }?.value
    }

    private mutating func set(_ keyword: String, to value: String) {
        parameters.removeAll { $0.keyword == keyword }
        parameters.append(Parameter(keyword: keyword, value: value))
    }
}

extension PostgreSQLConfiguration: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// `user@host:port/database`, of each what was given.
    package var description: String {
        let user = value("user").map { "\($0)@" } ?? ""
        let host = value("host") ?? value("hostaddr") ?? ""
        let port = value("port").map { ":\($0)" } ?? ""
        let database = value("dbname").map { "/\($0)" } ?? ""
        return "\(user)\(host)\(port)\(database)"
    }

    package var debugDescription: String { description }

    /// Hides the parameters from `dump` and from string interpolation of whatever contains this.
    package var customMirror: Mirror { Mirror(self, children: ["server": description]) }
}
