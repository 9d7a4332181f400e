import CLibPQ
import Logging

/// One connection to the server. Calls by several tasks queue in order; none of them blocks a thread.
///
/// When a call's deadline passes or its task is cancelled, the server is told to cancel the statement, and the
/// connection stays usable if the server complies within ``cancelGrace``; otherwise it is closed.
@safe
package actor PostgreSQLConnection {
    package nonisolated let configuration: PostgreSQLConfiguration
    /// The server process behind this connection, as `pg_stat_activity.pid` has it.
    package nonisolated let backendProcessID: Int32
    nonisolated let logger: Logger
    let libpq: LibPQConnection

    /// Turns of single calls and of whole transactions.
    let outerTurns = TurnQueue()
    /// Turns of the calls within the running transaction.
    let innerTurns = TurnQueue()
    /// The running transaction, if any.
    var transaction: TransactionToken?
    /// The first error within it: what a commit has to report when the body swallowed it.
    var transactionFailure: ServerError?
    var statements = PreparedStatements()
    /// Sync points of the pipeline under way whose answers have not come yet; 0 outside pipelines.
    var pendingSyncs = 0

    /// How long the server may take to obey a cancel request before the connection is given up. Cancelling takes
    /// milliseconds; a server that needs longer is gone or hangs.
    static let cancelGrace: Duration = .seconds(2)

    init(_ libpq: LibPQConnection, configuration: PostgreSQLConfiguration, logger: Logger) {
        self.libpq = libpq
        self.configuration = configuration
        self.backendProcessID = libpq.backendPID
        self.logger = logger
    }

    /// Whether the connection was neither closed nor seen lost.
    package var isOpen: Bool { !libpq.isBad }

    /// Whether the next caller finds the connection as it was new: open, and in no transaction.
    var isReusable: Bool { !libpq.isBad && libpq.transactionStatus == PQTRANS_IDLE }

    /// Closes the connection. A call under way fails with ``PostgreSQLError/connection(_:)``.
    package func close() {
        guard !libpq.isFinished else { return }
        logger.debug("PostgreSQL connection closed", metadata: ["backend": "\(backendProcessID)"])
        libpq.finish()
    }

    /// Executes a statement with binary parameters and results: one round trip, one more when the statement is new to
    /// this connection.
    ///
    /// A statement whose plan broke (its tables changed, or the server forgot it) is prepared anew and retried once,
    /// outside transactions; nothing was executed then.
    /// - Parameter timeout: the deadline of the whole call; `queryTimeout` of the configuration when nil.
    /// - Throws: ``PostgreSQLError``, or `CancellationError`, after which the statement may or may not have taken effect.
    package func query(
        _ statement: Statement, _ parameters: [(any PostgreSQLEncodable)?] = [], timeout: Duration? = nil
    ) async throws -> PostgreSQLResult {
        let deadline = Deadline(in: timeout ?? configuration.queryTimeout)
        let turn = try await takeTurn(until: deadline)
        defer { turn.pass() }
        do {
            return try await execute(statement, parameters, until: deadline)
        } catch PostgreSQLError.server(let error) where PreparedStatements.isOutdated(error) {
            statements.forget(statement)
            guard isReusable else { throw PostgreSQLError.server(error) }
            return try await execute(statement, parameters, until: deadline)
        }
    }

    /// Executes several statements, separated by semicolons and without parameters, as one implicit transaction unless
    /// they say otherwise; for migrations.
    package func execute(script: String, timeout: Duration? = nil) async throws {
        let deadline = Deadline(in: timeout ?? configuration.queryTimeout)
        let turn = try await takeTurn(until: deadline)
        defer { turn.pass() }
        _ = try await simpleQuery(script, until: deadline)
    }
}
