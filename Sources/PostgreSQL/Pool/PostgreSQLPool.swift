package import Logging
import ServiceLifecycle
import Synchronization

/// A bounded number of connections, opened when needed, lent to one caller at a time, first come first served.
///
/// Works without ``run()``, too; `run()` only closes it when its service group shuts down. When the server is down,
/// callers fail at once with its error while the pool looks for its return with growing, jittered gaps.
package final class PostgreSQLPool: Service, Sendable {
    private struct Waiting {
        let shot: OneShot
        /// How the wait ended, once it has.
        var outcome: Result<PoolState.ConnectionID, PostgreSQLError>?
    }

    private struct Shared {
        var state: PoolState
        var connections: [PoolState.ConnectionID: PostgreSQLConnection] = [:]
        var waiting: [PoolState.WaiterID: Waiting] = [:]

        /// Notes how a caller's wait ended; returns what wakes it.
        mutating func end(
            _ waiter: PoolState.WaiterID, with outcome: Result<PoolState.ConnectionID, PostgreSQLError>
        ) -> OneShot? {
            waiting[waiter]?.outcome = outcome
            return waiting[waiter]?.shot
        }
    }

    package let configuration: PostgreSQLConfiguration
    private let leaseTimeout: Duration
    private let logger: Logger
    /// A mutex: every lease goes through here, and an actor's queue would cost more than what is done under it.
    private let shared: Mutex<Shared>

    /// - Parameters:
    ///   - size: the largest number of connections, from 1.
    ///   - maximumWaiters: how many callers may wait; the next one gets ``PostgreSQLError/poolExhausted`` at once.
    ///   - leaseTimeout: how long a caller that names no time of its own waits for a connection; opening one counts.
    package init(
        configuration: PostgreSQLConfiguration, size: Int, maximumWaiters: Int = 10_000,
        leaseTimeout: Duration = .seconds(10), logger: Logger
    ) {
        self.configuration = configuration
        self.leaseTimeout = leaseTimeout
        self.logger = logger
        shared = Mutex(Shared(state: PoolState(.init(size: size, maximumWaiters: maximumWaiters))))
    }

    /// Keeps the pool until graceful shutdown or cancellation, then closes it.
    package func run() async throws {
        try? await gracefulShutdown()
        await shutdown()
    }

    /// What the pool is doing right now.
    package var statistics: PoolStatistics {
        shared.withLock(\.state.statistics)
    }

    /// Closes idle connections and refuses callers from now on; connections in use are closed when they come back.
    package func shutdown() async {
        let (idle, refused) = shared.withLock { shared in
            let closing = shared.state.close()
            return (
                closing.close.compactMap { shared.connections.removeValue(forKey: $0) },
                closing.refuse.compactMap { shared.end($0, with: .failure(.poolClosed)) }
            )
        }
        for shot in refused { shot.resolve(.ready) }
        for connection in idle { await connection.close() }
    }

    /// Lends a connection to `body`. What it leaves in a transaction or broken is closed, not lent again.
    /// - Parameter waitTimeout: how long to wait for a connection; nil for the pool's own `leaseTimeout`.
    /// - Throws: what `body` throws; ``PostgreSQLError/poolExhausted`` when none became free in time;
    ///   ``PostgreSQLError/connection(_:)`` when the server cannot be reached; `CancellationError`.
    package func withConnection<T: Sendable>(
        waitTimeout: Duration? = nil, _ body: (PostgreSQLConnection) async throws -> T
    ) async throws -> T {
        let (id, connection) = try await lease(until: Deadline(in: waitTimeout ?? leaseTimeout))
        do {
            let value = try await body(connection)
            await release(id, connection)
            return value
        } catch {
            await release(id, connection)
            throw error
        }
    }

    /// Executes one statement on whatever connection is free.
    package func query(
        _ statement: Statement, _ parameters: [(any PostgreSQLEncodable)?] = [], timeout: Duration? = nil
    ) async throws -> PostgreSQLResult {
        try await withConnection { try await $0.query(statement, parameters, timeout: timeout) }
    }

    /// Runs `body` in a transaction on whatever connection is free.
    package func transaction<T: Sendable>(
        _ body: (PostgreSQLConnection) async throws -> T
    ) async throws -> T {
        try await withConnection { try await $0.transaction(body) }
    }

    // MARK: Leases

    private func lease(
        until deadline: Deadline
    ) async throws -> (PoolState.ConnectionID, PostgreSQLConnection) {
        while true {
            try Task.checkCancellation()
            let (id, needsCheck) = try await take(until: deadline)
            guard let connection = shared.withLock({ $0.connections[id] }) else {
                preconditionFailure("connection \(id) was leased but is not there")
            }
            // Two seconds: a healthy server answers in less than one millisecond.
            guard needsCheck, await !connection.isAlive(within: .seconds(2)) else { return (id, connection) }
            logger.info("PostgreSQL connection found dead", metadata: ["backend": "\(connection.backendProcessID)"])
            await release(id, connection)
        }
    }

    private func take(until deadline: Deadline) async throws -> (PoolState.ConnectionID, needsCheck: Bool) {
        let shot = OneShot()
        let lease = shared.withLock { shared in
            let lease = shared.state.lease(at: .now)
            if case .wait(let waiter) = lease { shared.waiting[waiter] = Waiting(shot: shot) }
            return lease
        }
        // A refused caller, too, may be a reason to look for the server.
        openConnections()
        switch lease {
        case .connection(let id, let needsCheck): return (id, needsCheck)
        case .refuse(let error): throw error
        case .wait(let waiter):
            let wakeup = await Reactor.shared.wait(shot, until: deadline.instant)
            let outcome = shared.withLock { shared in
                _ = shared.state.abandoned(waiter)
                return shared.waiting.removeValue(forKey: waiter)?.outcome
            }
            switch (wakeup, outcome) {
            case (.ready, .some(let outcome)): return (try outcome.get(), false)
            case (_, .success(let id)):
                // Given a connection at the very moment it gave up.
                if let connection = shared.withLock({ $0.connections[id] }) { await release(id, connection) }
            case (_, .failure), (_, nil): break
            }
            throw wakeup == .cancelled ? CancellationError() : PostgreSQLError.poolExhausted
        }
    }

    private func release(_ id: PoolState.ConnectionID, _ connection: PostgreSQLConnection) async {
        let isReusable = await connection.isReusable
        let placement = shared.withLock { $0.state.released(id, isReusable: isReusable, at: .now) }
        await put(id, connection, placement)
    }

    private func put(
        _ id: PoolState.ConnectionID, _ connection: PostgreSQLConnection, _ placement: PoolState.Placement
    ) async {
        switch placement {
        case .keepIdle: break
        case .lease(let waiter):
            guard let shot = shared.withLock({ $0.end(waiter, with: .success(id)) }) else {
                // It gave up between being chosen and being told, and nobody else would give the connection back.
                return await release(id, connection)
            }
            shot.resolve(.ready)
        case .close:
            _ = shared.withLock { $0.connections.removeValue(forKey: id) }
            await connection.close()
        }
        openConnections()
    }

    // MARK: Opening

    /// Tasks of their own, because a connection is opened for whoever waits when it is there: the caller whose arrival
    /// caused it may be cancelled, and the pool works without ``run()``. At most `size` at a time.
    private func openConnections() {
        for id in shared.withLock({ $0.state.connectionsToOpen() }) {
            Task { await open(id) }
        }
    }

    private func open(_ id: PoolState.ConnectionID) async {
        do {
            let connection = try await PostgreSQLConnection.connect(configuration, logger: logger)
            let placement = shared.withLock { shared in
                shared.connections[id] = connection
                return shared.state.opened(id, at: .now)
            }
            await put(id, connection, placement)
        } catch {
            let error = error as? PostgreSQLError ?? .connection("the attempt was given up")
            await openingFailed(id, error)
        }
    }

    private func openingFailed(_ id: PoolState.ConnectionID, _ error: PostgreSQLError) async {
        let (refused, retryAfter) = shared.withLock { shared in
            let (waiters, retryAfter) = shared.state.failed(
                id, error, at: .now, jitter: .random(in: 0..<1))
            return (waiters.compactMap { shared.end($0, with: .failure(error)) }, retryAfter)
        }
        for shot in refused { shot.resolve(.ready) }
        guard let retryAfter else { return openConnections() }
        logger.warning(
            "PostgreSQL cannot be reached",
            metadata: ["server": "\(configuration)", "reason": "\(error)", "retry_after": "\(retryAfter)"])
        try? await Task.sleep(for: retryAfter)
        shared.withLock { $0.state.outageEnded() }
        openConnections()
    }
}
