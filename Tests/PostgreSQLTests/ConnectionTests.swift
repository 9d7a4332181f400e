import Foundation
import PostgreSQL
import TestSupport
import Testing

@Suite("A connection", .database)
struct ConnectionTests {
    @Test("server errors carry state, constraint and detail, and the detail stays out of the description")
    func serverErrors() async throws {
        try await TestDatabase.current.withConnection { connection in
            try await connection.execute(
                script: """
                    CREATE TABLE account (name text CONSTRAINT account_key PRIMARY KEY, age int CHECK (age > 0));
                    INSERT INTO account VALUES ('secret-value', 1)
                    """)
            let insert = Statement("insert", "INSERT INTO account (name, age) VALUES ($1, $2)")
            let error = try await failure { try await connection.query(insert, ["secret-value", 2]) }
            let server = try #require(error.serverError)
            #expect(server.state == .uniqueViolation)
            #expect(server.constraint == "account_key")
            #expect(server.table == "account")
            #expect(server.detail?.contains("secret-value") == true)
            #expect(!"\(error)".contains("secret-value"))
            #expect(!error.isRetryable)
            let check = try await failure { try await connection.query(insert, ["other", -1]) }
            #expect(check.serverError?.state == .checkViolation)
            let missing = try await failure { try await connection.query(Statement(sql: "SELECT * FROM nowhere")) }
            #expect(missing.serverError?.state == .undefinedTable)
            #expect(missing.serverError?.position == 15)
            let value = try await failure { try await connection.query(Statement(sql: "SELECT 'hidden'::int")) }
            #expect(!"\(value)".contains("hidden"))
            let inserted = try await connection.query(insert, ["third", nil])
            #expect(inserted.affectedRows == 1)
        }
    }

    @Test("a deadline cancels the statement on the server and leaves the connection usable")
    func deadline() async throws {
        try await TestDatabase.current.withConnection { connection in
            let error = try await failure {
                try await connection.query(Statement(sql: "SELECT pg_sleep(60)"), timeout: .milliseconds(100))
            }
            #expect(error == .timedOut(after: .milliseconds(100)))
            #expect(try await connection.value("SELECT 1::int8", as: Int.self) == 1)
            #expect(await connection.isOpen)
        }
    }

    @Test("cancelling a task cancels its statement on the server and leaves the connection usable")
    func cancellation() async throws {
        let database = TestDatabase.current
        try await database.withConnection { observer in
            try await database.withConnection { connection in
                let sleeper = Task { try await connection.query(Statement(sql: "SELECT pg_sleep(60)")) }
                try await eventually("the statement runs") {
                    try await activeSessions("pg_sleep", on: observer) == 1
                }
                sleeper.cancel()
                await #expect(throws: CancellationError.self) { try await sleeper.value }
                try await eventually("the statement has ended") {
                    try await activeSessions("pg_sleep", on: observer) == 0
                }
                let process: Int32 = try await connection.value("SELECT pg_backend_pid()")
                #expect(process == connection.backendProcessID)
            }
        }
    }

    @Test("a call by a cancelled task is not sent")
    func cancelledBefore() async throws {
        try await TestDatabase.current.withConnection { connection in
            let task = Task {
                withUnsafeCurrentTask { $0?.cancel() }
                return try await connection.query(Statement(sql: "CREATE TABLE sent ()"))
            }
            await #expect(throws: CancellationError.self) { try await task.value }
            let isMissing: Bool = try await connection.value("SELECT to_regclass('sent') IS NULL")
            #expect(isMissing)
        }
    }

    @Test("concurrent callers queue, and one that waits gives up at its deadline or when cancelled")
    func callersQueue() async throws {
        let database = TestDatabase.current
        try await database.withConnection { observer in
            try await database.withConnection { connection in
                let sleeper = Task { try await connection.query(Statement(sql: "SELECT pg_sleep(60)")) }
                try await eventually("the first call runs") {
                    try await activeSessions("pg_sleep", on: observer) == 1
                }
                let hasty = try await failure {
                    try await connection.query(Statement(sql: "SELECT 1"), timeout: .milliseconds(50))
                }
                #expect(hasty == .timedOut(after: .milliseconds(50)))
                let waiting = Task { try await connection.query(Statement(sql: "SELECT 1")) }
                waiting.cancel()
                await #expect(throws: CancellationError.self) { try await waiting.value }
                #expect(try await activeSessions("pg_sleep", on: observer) == 1)
                sleeper.cancel()
                _ = try? await sleeper.value
            }
            try await database.withConnection { connection in
                let sum = try await withThrowingTaskGroup(of: Int.self) { group in
                    for number in 0..<100 {
                        group.addTask { try await connection.value("SELECT $1::int8", [number]) }
                    }
                    return try await group.reduce(0, +)
                }
                #expect(sum == 4950)
            }
        }
    }

    @Test("a terminated session fails with a retryable error")
    func terminated() async throws {
        let database = TestDatabase.current
        try await database.withConnection { observer in
            try await database.withConnection { connection in
                let sleeper = Task { try await connection.query(Statement(sql: "SELECT pg_sleep(60)")) }
                try await eventually("the statement runs") {
                    try await activeSessions("pg_sleep", on: observer) == 1
                }
                let terminated: Bool = try await observer.value(
                    "SELECT pg_terminate_backend($1)", [connection.backendProcessID])
                #expect(terminated)
                let error = try await failure { try await sleeper.value }
                #expect(error.serverError?.state == .adminShutdown)
                #expect(error.isRetryable)
                #expect(await !connection.isOpen)
                let next = try await failure { try await connection.query(Statement(sql: "SELECT 1")) }
                #expect(next == .connection("the connection is closed"))
            }
        }
    }

    @Test("closing a connection ends the call under way")
    func closedMeanwhile() async throws {
        let database = TestDatabase.current
        try await database.withConnection { observer in
            try await database.withConnection { connection in
                let sleeper = Task { try await connection.query(Statement(sql: "SELECT pg_sleep(60)")) }
                try await eventually("the statement runs") {
                    try await activeSessions("pg_sleep", on: observer) == 1
                }
                await connection.close()
                let error = try await failure { try await sleeper.value }
                #expect(error.isRetryable)
                // A server that only sleeps does not look whether its client is still there. Only in this database: other
                // tests sleep in theirs at the same time.
                try await observer.execute(
                    script: """
                        SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                        WHERE datname = current_database() AND query LIKE '%pg_sleep(60)'
                        """)
            }
        }
    }

    @Test("large parameters and results pass through a socket that fills up")
    func large() async throws {
        try await TestDatabase.current.withConnection { connection in
            let bytes = Bytes((0..<20_000_000).map { UInt8(truncatingIfNeeded: $0) })
            let back: Bytes = try await connection.value("SELECT $1::bytea", [bytes])
            #expect(back == bytes)
        }
    }

    @Test("COPY is refused and closes the connection")
    func copy() async throws {
        try await TestDatabase.current.withConnection { connection in
            let error = try await failure { try await connection.execute(script: "COPY (SELECT 1) TO STDOUT") }
            #expect(error == .connection("COPY is not supported"))
            #expect(await !connection.isOpen)
        }
    }

    @Test("a refused connection is a retryable error without the password")
    func refused() async throws {
        let configuration = try PostgreSQLConfiguration(url: "postgresql://me:sesame@127.0.0.1:1/db")
        let error = try await failure {
            try await PostgreSQLConnection.connect(configuration, logger: TestDatabase.silentLogger)
        }
        #expect(error.isRetryable)
        #expect(!"\(error)".contains("sesame"))
    }

    @Test("of several hosts the first that answers is used")
    func severalHosts() async throws {
        let source = TestDatabase.current
        let components = try #require(URLComponents(string: source.url))
        let items = components.queryItems ?? []
        guard let host = items.first(where: { $0.name == "host" })?.value else { return }
        let configuration = try PostgreSQLConfiguration(
            url: "host=/nowhere,\(host) port=5432 user=clapper dbname=\(source.name)")
        let connection = try await PostgreSQLConnection.connect(configuration, logger: TestDatabase.silentLogger)
        #expect(try await connection.value("SELECT current_database()", as: String.self) == source.name)
        await connection.close()
    }

    @Test("a server that accepts and then says nothing is given up after the connect timeout")
    func silentServer() async throws {
        let server = try SilentServer()
        let configuration = try PostgreSQLConfiguration(
            url: "postgresql://me@127.0.0.1:\(server.port)/db?sslmode=disable&connect_timeout=1")
        let error = try await failure {
            try await PostgreSQLConnection.connect(configuration, logger: TestDatabase.silentLogger)
        }
        #expect(error == .connection("no connection within 1.0 seconds"))
        let task = Task { [configuration] in
            var patient = configuration
            patient.connectTimeout = .seconds(60)
            return try await PostgreSQLConnection.connect(patient, logger: TestDatabase.silentLogger)
        }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
    }
}
