package import Logging
import ServiceLifecycle

/// Listens on channels over a connection of its own, for as long as it runs, across losses of the connection.
///
/// Needs a session: behind a PgBouncer in transaction mode LISTEN does not work.
package final class PostgreSQLListener: Service, Sendable {
    private let configuration: PostgreSQLConfiguration
    private let channels: [String]
    private let logger: Logger
    private let onWake: @Sendable (PostgreSQLWake) -> Void

    /// After so much silence the server is asked for a sign of life, because a peer that vanished sends nothing and a
    /// socket that only reads never notices.
    private static let keepaliveInterval: Duration = .seconds(30)

    /// - Parameter onWake: called for each notification, in order, and after each (re)connect; must not block.
    package init(
        configuration: PostgreSQLConfiguration, channels: [String], logger: Logger,
        onWake: @escaping @Sendable (PostgreSQLWake) -> Void
    ) {
        self.configuration = configuration
        self.channels = channels
        self.logger = logger
        self.onWake = onWake
    }

    /// Listens until graceful shutdown (returns) or cancellation (throws `CancellationError`). A lost connection is
    /// made anew with growing, jittered gaps.
    package func run() async throws {
        do {
            try await cancelWhenGracefulShutdown { try await self.listen() }
        } catch is CancellationError where Task.isShuttingDownGracefully {
            return
        }
    }

    private func listen() async throws {
        let backoff = Backoff()
        var failures = 0
        while true {
            do {
                let connection = try await PostgreSQLConnection.connect(configuration, logger: logger)
                do {
                    try await subscribe(connection)
                    failures = 0
                    onWake(.connected)
                    try await deliver(from: connection)
                } catch {
                    await connection.close()
                    throw error
                }
            } catch let error as PostgreSQLError {
                failures += 1
                let delay = backoff.delay(after: failures, jitter: .random(in: 0..<1))
                logger.warning(
                    "PostgreSQL listener lost its connection",
                    metadata: ["reason": "\(error)", "retry_after": "\(delay)"])
                try await Task.sleep(for: delay)
            }
        }
    }

    private func subscribe(_ connection: PostgreSQLConnection) async throws {
        for channel in channels {
            try await connection.execute(script: "LISTEN \"\(channel.replacing("\"", with: "\"\""))\"")
        }
    }

    private func deliver(from connection: PostgreSQLConnection) async throws {
        while true {
            let notifications = try await connection.notifications(within: Self.keepaliveInterval)
            for notification in notifications {
                onWake(.notification(channel: notification.channel, payload: notification.payload))
            }
            if notifications.isEmpty {
                try await connection.execute(script: "", timeout: .seconds(5))
            }
        }
    }
}
