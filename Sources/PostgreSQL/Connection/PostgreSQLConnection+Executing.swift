extension PostgreSQLConnection {
    /// Sends one statement and waits for its result; the caller holds the turn.
    func execute(
        _ statement: Statement, _ parameters: [(any PostgreSQLEncodable)?], until deadline: Deadline
    ) async throws -> PostgreSQLResult {
        let entry = try await prepare(statement, hasParameters: !parameters.isEmpty, until: deadline)
        let encoded = try EncodedParameters(parameters, as: entry.types)
        try send { libpq in
            configuration.preparedStatements
                ? libpq.sendQueryPrepared(entry.name, encoded)
                : libpq.sendQueryParams(statement.sql, types: entry.types, encoded)
        }
        let replies = try await collect(until: deadline, layouts: [entry.layout])
        return try result(of: replies.first, statement, known: entry.layout)
    }

    /// Makes a reply a result, and remembers its columns for the statement's next ones.
    func result(
        of reply: Reply?, _ statement: Statement, known: ColumnLayout?
    ) throws(PostgreSQLError) -> PostgreSQLResult {
        switch reply {
        case .completed(let result, _):
            if result.layout !== known { statements.remember(result.layout, of: statement) }
            return result
        case .failed(let error):
            throw error
        case .described, nil:
            throw .connection("the server answered another question")
        }
    }

    /// Sends a script by the simple protocol; returns the tags of its commands, or throws the first error.
    func simpleQuery(_ script: String, until deadline: Deadline, cancellable: Bool = true) async throws -> [String] {
        try send { $0.sendQuery(script) }
        return try await collect(until: deadline, cancellable: cancellable).map { reply in
            switch reply {
            case .completed(_, let tag): tag
            case .described: ""
            case .failed(let error): throw error
            }
        }
    }

    /// Learns the types of a statement's parameters from the server, and gives it a name there, once per connection.
    ///
    /// The server's types decide how values are sent, so `Int` fits `int4` and `String` an enum. Without named
    /// statements the types alone are learned, in one batch, which PgBouncer keeps on one server.
    func prepare(
        _ statement: Statement, hasParameters: Bool, until deadline: Deadline
    ) async throws -> PreparedStatements.Entry {
        if let entry = statements.use(statement) { return entry }
        let named = configuration.preparedStatements
        guard named || hasParameters else { return .init(name: "", types: []) }
        let name = named ? statements.makeName(for: statement) : ""
        try send { libpq in
            libpq.enterPipelineMode() && libpq.sendPrepare(name, statement.sql)
                && libpq.sendDescribePrepared(name) && libpq.pipelineSync()
        }
        pendingSyncs = 1
        var types: [PostgreSQLType] = []
        for reply in try await collect(until: deadline) {
            switch reply {
            case .described(let described): types = described
            case .completed: continue
            case .failed(let error): throw error
            }
        }
        let entry = PreparedStatements.Entry(name: name, types: types)
        if let evicted = statements.insert(statement, entry), named {
            _ = try await simpleQuery("DEALLOCATE \"\(evicted.replacing("\"", with: "\"\""))\"", until: deadline)
        }
        return entry
    }
}
