import Foundation
import Logging
package import PostgreSQL
import PostgreSQLCluster
import Synchronization

/// The PostgreSQL server of this test process, started when the first test asks for it and stopped at exit.
///
/// `CLAPPER_TEST_DATABASE_URL` names a server to use instead; its user must be allowed to create databases.
package actor TestCluster {
    package static let shared = TestCluster()

    /// For the `atexit` handler, which is a C function and can capture nothing.
    private static let cluster = Mutex<PrivateCluster?>(nil)

    private var starting: Task<String, any Error>?
    private var administrator: Task<PostgreSQLConnection, any Error>?

    /// The server's URL, with its maintenance database.
    package func url() async throws -> String {
        if let starting { return try await starting.value }
        let task = Task { try await Self.start() }
        starting = task
        return try await task.value
    }

    /// The server's configuration, with its maintenance database.
    package func configuration() async throws -> PostgreSQLConfiguration {
        try PostgreSQLConfiguration(url: try await url())
    }

    /// Runs a script on the maintenance database. All callers share one connection, whose queue puts one CREATE
    /// DATABASE after the other: two at once would find their template in use.
    func administer(_ script: String) async throws {
        let connection: PostgreSQLConnection
        if let administrator {
            connection = try await administrator.value
        } else {
            let task = Task {
                try await PostgreSQLConnection.connect(
                    try await configuration(), logger: Logger(label: "tests") { _ in SwiftLogNoOpLogHandler() })
            }
            administrator = task
            connection = try await task.value
        }
        try await connection.execute(script: script, timeout: .seconds(900))
    }

    private static func start() async throws -> String {
        if let url = ProcessInfo.processInfo.environment["CLAPPER_TEST_DATABASE_URL"] { return url }
        let cluster = try await PrivateCluster.start(.init(durability: .test, maximumConnections: 300))
        Self.cluster.withLock { $0 = cluster }
        atexit { TestCluster.cluster.withLock { $0?.abandon() } }
        return cluster.url
    }
}
