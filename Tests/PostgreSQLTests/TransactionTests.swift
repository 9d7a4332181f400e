import PostgreSQL
import TestSupport
import Testing

@Suite("Transactions", .database)
struct TransactionTests {
    private struct Refusal: Error {}

    private func withTable(_ body: @Sendable (PostgreSQLConnection) async throws -> Void) async throws {
        try await TestDatabase.current.withConnection { connection in
            try await connection.execute(script: "CREATE TABLE entry (number int8 PRIMARY KEY)")
            try await body(connection)
        }
    }

    private static let insert = Statement("insert", "INSERT INTO entry VALUES ($1)")
    private static let count = "SELECT count(*) FROM entry"

    @Test("commits when the body returns and rolls back when it throws")
    func endings() async throws {
        try await withTable { connection in
            let value = try await connection.transaction { connection in
                _ = try await connection.query(Self.insert, [1])
                return 42
            }
            #expect(value == 42)
            await #expect(throws: Refusal.self) {
                try await connection.transaction { connection in
                    _ = try await connection.query(Self.insert, [2])
                    throw Refusal()
                }
            }
            #expect(try await connection.value(Self.count, as: Int.self) == 1)
        }
    }

    @Test("an error the body swallowed still fails the transaction, for PostgreSQL cannot commit it")
    func swallowed() async throws {
        try await withTable { connection in
            let error = try await failure {
                try await connection.transaction { connection in
                    _ = try await connection.query(Self.insert, [1])
                    _ = try? await connection.query(Self.insert, [1])
                }
            }
            #expect(error.serverError?.state == .uniqueViolation)
            #expect(try await connection.value(Self.count, as: Int.self) == 0)
        }
    }

    @Test("an error at COMMIT is thrown")
    func commitFails() async throws {
        try await withTable { connection in
            try await connection.execute(
                script: "CREATE TABLE child (entry int8 REFERENCES entry DEFERRABLE INITIALLY DEFERRED)")
            let error = try await failure {
                try await connection.transaction { connection in
                    _ = try await connection.query(Statement(sql: "INSERT INTO child VALUES (9)"))
                }
            }
            #expect(error.serverError?.state == .foreignKeyViolation)
            #expect(try await connection.value("SELECT count(*) FROM child", as: Int.self) == 0)
        }
    }

    @Test("cancellation rolls back and leaves the connection usable")
    func cancelled() async throws {
        let database = TestDatabase.current
        try await withTable { connection in
            try await database.withConnection { observer in
                let task = Task {
                    try await connection.transaction { connection in
                        _ = try await connection.query(Self.insert, [1])
                        _ = try await connection.query(Statement(sql: "SELECT pg_sleep(60)"))
                    }
                }
                try await eventually("the statement runs") {
                    try await activeSessions("pg_sleep", on: observer) == 1
                }
                task.cancel()
                await #expect(throws: CancellationError.self) { try await task.value }
                #expect(try await connection.value(Self.count, as: Int.self) == 0)
            }
        }
    }

    @Test("calls by others wait until it is over; calls by its child tasks belong to it")
    func isolation() async throws {
        try await withTable { connection in
            let (began, begin) = AsyncStream<Void>.makeStream()
            let (released, release) = AsyncStream<Void>.makeStream()
            let transaction = Task {
                try await connection.transaction { connection in
                    async let first = connection.query(Self.insert, [1])
                    async let second = connection.query(Self.insert, [2])
                    _ = try await (first, second)
                    begin.finish()
                    for await _ in released {}
                    throw Refusal()
                }
            }
            for await _ in began {}
            let outsider = Task { try await connection.value(Self.count, as: Int.self) }
            release.finish()
            let seen = try await outsider.value
            #expect(seen == 0)
            await #expect(throws: Refusal.self) { try await transaction.value }
        }
    }

    @Test("transactions on two connections do not stand in each other's way")
    func twoConnections() async throws {
        let database = TestDatabase.current
        try await withTable { first in
            try await database.withConnection { second in
                let sum = try await first.transaction { first in
                    try await second.transaction { second in
                        let one: Int = try await first.value("SELECT 1::int8")
                        let two: Int = try await second.value("SELECT 2::int8")
                        return one + two
                    }
                }
                #expect(sum == 3)
            }
        }
    }

    @Test("a session that ends within a transaction closes the connection")
    func sessionEnds() async throws {
        try await withTable { connection in
            let error = try await failure {
                try await connection.transaction { connection in
                    _ = try await connection.query(Statement(sql: "SELECT pg_terminate_backend(pg_backend_pid())"))
                }
            }
            #expect(error.isRetryable)
            #expect(await !connection.isOpen)
        }
    }
}
