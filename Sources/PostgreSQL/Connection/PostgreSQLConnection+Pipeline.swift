extension PostgreSQLConnection {
    /// Executes all calls in one round trip, one more for each statement that is new to this connection.
    ///
    /// Outside a transaction each call commits by itself, in order: one that fails does not touch its neighbours. Within
    /// a transaction the first failure fails the rest.
    /// - Parameter timeout: the deadline of all calls together.
    /// - Returns: one result per call, in order.
    /// - Throws: when the connection was lost, the deadline passed or the task was cancelled; how many of the calls took
    ///   effect is then unknown.
    package func pipeline(
        _ calls: [PipelineCall], timeout: Duration? = nil
    ) async throws -> [Result<PostgreSQLResult, PostgreSQLError>] {
        let deadline = Deadline(in: timeout ?? configuration.queryTimeout)
        let turn = try await takeTurn(until: deadline)
        defer { turn.pass() }
        let prepared = try await prepare(calls, until: deadline)
        let sendable = zip(calls, prepared).compactMap { call, entry in
            (try? entry.get()).map { (sql: call.statement.sql, entry: $0.entry, parameters: $0.parameters) }
        }
        var replies: [Reply] = []
        if !sendable.isEmpty {
            try send { libpq in libpq.enterPipelineMode() && sendable.allSatisfy { sendSynced($0, on: libpq) } }
            pendingSyncs = sendable.count
            replies = try await collect(until: deadline, layouts: sendable.map(\.entry.layout))
        }
        var remaining = replies.makeIterator()
        return zip(calls, prepared).map { call, entry in
            entry.flatMap { entry in finish(call, entry.entry, remaining.next()) }
        }
    }

    /// Sends a call and a sync point of its own: the server commits there, and an error ends there.
    private func sendSynced(
        _ call: (sql: String, entry: PreparedStatements.Entry, parameters: EncodedParameters),
        on libpq: LibPQConnection
    ) -> Bool {
        let sent =
            configuration.preparedStatements
            ? libpq.sendQueryPrepared(call.entry.name, call.parameters)
            : libpq.sendQueryParams(call.sql, types: call.entry.types, call.parameters)
        return sent && libpq.pipelineSync()
    }

    private func finish(
        _ call: PipelineCall, _ entry: PreparedStatements.Entry, _ reply: Reply?
    ) -> Result<PostgreSQLResult, PostgreSQLError> {
        do {
            return .success(try result(of: reply, call.statement, known: entry.layout))
        } catch {
            // Not retried, because later calls have run; prepared anew the next time.
            if let error = error.serverError, PreparedStatements.isOutdated(error) {
                statements.forget(call.statement)
            }
            return .failure(error)
        }
    }

    private typealias Prepared = (entry: PreparedStatements.Entry, parameters: EncodedParameters)

    /// Prepares what is new and encodes all parameters; a call that fails here is not sent.
    private func prepare(
        _ calls: [PipelineCall], until deadline: Deadline
    ) async throws -> [Result<Prepared, PostgreSQLError>] {
        var prepared: [Result<Prepared, PostgreSQLError>] = []
        prepared.reserveCapacity(calls.count)
        for call in calls {
            do {
                let entry = try await prepare(
                    call.statement, hasParameters: !call.parameters.isEmpty, until: deadline)
                let parameters = try EncodedParameters(call.parameters, as: entry.types)
                prepared.append(.success((entry, parameters)))
            } catch let error as PostgreSQLError where isOpen && !error.isTimeout {
                prepared.append(.failure(error))
            }
        }
        return prepared
    }
}

extension PostgreSQLError {
    /// Whether the call's own deadline ended it.
    fileprivate var isTimeout: Bool {
        if case .timedOut = self { true } else { false }
    }
}
