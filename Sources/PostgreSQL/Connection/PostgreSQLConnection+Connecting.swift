import CLibPQ
package import Logging

extension PostgreSQLConnection {
    /// Connects to the first host that accepts; each may take `connectTimeout`.
    /// - Throws: ``PostgreSQLError/connection(_:)`` with the last host's reason, or `CancellationError`.
    package static func connect(
        _ configuration: PostgreSQLConfiguration, logger: Logger
    ) async throws -> PostgreSQLConnection {
        var failure = PostgreSQLError.configuration("no host")
        for parameters in configuration.attempts() {
            do {
                let libpq = try await open(parameters, within: configuration.connectTimeout)
                let connection = PostgreSQLConnection(libpq, configuration: configuration, logger: logger)
                logger.debug(
                    "PostgreSQL connection opened",
                    metadata: ["backend": "\(connection.backendProcessID)", "server": "\(configuration)"])
                return connection
            } catch let error as PostgreSQLError {
                failure = error
            }
        }
        throw failure
    }

    /// The steps of connecting: libpq's on threads that may block, the waiting between them in the reactor.
    private static func open(
        _ parameters: [(keyword: String, value: String)], within timeout: Duration
    ) async throws -> LibPQConnection {
        let deadline = Deadline(in: timeout)
        let libpq = try await blocking(until: deadline) {
            Result { () throws(PostgreSQLError) in try LibPQConnection(startConnecting: parameters) }
        }.get()
        while true {
            guard !libpq.isBad else { throw PostgreSQLError.connection(libpq.errorMessage) }
            switch try await blocking(until: deadline, { libpq.connectPoll() }) {
            case PGRES_POLLING_READING: try await wait(.readable, libpq.socket, until: deadline)
            case PGRES_POLLING_WRITING: try await wait(.writable, libpq.socket, until: deadline)
            case PGRES_POLLING_OK:
                libpq.registration = Reactor.shared.register(libpq.socket)
                guard libpq.registration != nil, libpq.setNonBlocking() else {
                    throw PostgreSQLError.connection("the socket cannot be watched")
                }
                return libpq
            default: throw PostgreSQLError.connection(libpq.errorMessage)
            }
        }
    }

    private static func blocking<Value: Sendable>(
        until deadline: Deadline, _ body: @escaping @Sendable () -> Value
    ) async throws -> Value {
        switch await BlockingCalls.connecting.run(until: deadline.instant, body) {
        case .returned(let value): return value
        case .timedOut: throw tookTooLong(deadline)
        case .cancelled: throw CancellationError()
        }
    }

    /// Registered for one wait only: between two steps libpq may close the socket and open another.
    private static func wait(_ interest: Reactor.Interest, _ socket: Int32, until deadline: Deadline) async throws {
        guard let registration = Reactor.shared.register(socket) else { return }
        defer { registration.remove() }
        let wakeup = await Reactor.shared.wait(
            for: interest, on: registration, until: deadline.instant, cancellable: true)
        switch wakeup {
        case .ready: return
        case .timedOut: throw tookTooLong(deadline)
        case .cancelled: throw CancellationError()
        }
    }

    private static func tookTooLong(_ deadline: Deadline) -> PostgreSQLError {
        .connection("no connection within \(deadline.timeout)")
    }
}
