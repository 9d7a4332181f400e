import Foundation
package import Logging
package import PostgreSQL

/// The database of one test.
package struct TestDatabase: Sendable {
    package let name: String
    package let configuration: PostgreSQLConfiguration
    /// As a URL, for what takes one.
    package let url: String

    @TaskLocal private static var bound: TestDatabase?

    /// The database of the running test, which has to carry the `.database` trait.
    package static var current: TestDatabase {
        guard let bound else { preconditionFailure("the test has no .database trait") }
        return bound
    }

    /// A logger that says nothing.
    package static var silentLogger: Logger { Logger(label: "tests") { _ in SwiftLogNoOpLogHandler() } }

    /// Lends a pool on this database, and shuts it down afterwards.
    package func withPool<T: Sendable>(
        size: Int = 4, _ body: (PostgreSQLPool) async throws -> T
    ) async throws -> T {
        let pool = PostgreSQLPool(configuration: configuration, size: size, logger: Self.silentLogger)
        do {
            let value = try await body(pool)
            await pool.shutdown()
            return value
        } catch {
            await pool.shutdown()
            throw error
        }
    }

    /// Lends a connection to this database, and closes it afterwards.
    package func withConnection<T: Sendable>(
        _ body: (PostgreSQLConnection) async throws -> T
    ) async throws -> T {
        let connection = try await PostgreSQLConnection.connect(configuration, logger: Self.silentLogger)
        do {
            let value = try await body(connection)
            await connection.close()
            return value
        } catch {
            await connection.close()
            throw error
        }
    }

    /// Makes a database, binds it to `body` and drops it.
    static func provide(
        from template: TemplatePreparation?, _ body: @Sendable @concurrent () async throws -> Void
    ) async throws {
        let source = try await TestTemplates.shared.database(for: template)
        let database = try await TestDatabase(named: "test_\(unique())")
        try await TestCluster.shared.administer(
            "CREATE DATABASE \(database.name) TEMPLATE \(source) STRATEGY \(strategy)")
        do {
            try await $bound.withValue(database) { try await body() }
        } catch {
            try? await database.drop()
            throw error
        }
        try await database.drop()
    }

    /// Copies the template's files. With fsync off this took three quarters of WAL_LOG's time (13 against 18 ms on an
    /// idle machine), although it makes two checkpoints.
    private static let strategy = "FILE_COPY"

    init(named name: String) async throws {
        self.name = name
        let url = try await TestCluster.shared.url()
        configuration = try PostgreSQLConfiguration(url: url).with(database: name)
        guard var components = URLComponents(string: url) else { preconditionFailure("not a URL: the test server's") }
        components.path = "/\(name)"
        self.url = components.string ?? url
    }

    /// A name nobody else uses, also on a server shared with other test processes.
    static func unique() -> String {
        UUID().uuidString.lowercased().filter { $0 != "-" }
    }

    private func drop() async throws {
        try await TestCluster.shared.administer("DROP DATABASE IF EXISTS \(name) WITH (FORCE)")
    }
}
