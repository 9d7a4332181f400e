import PostgreSQL
import TestSupport
import Testing

@Suite("Pipelines", .database)
struct PipelineTests {
    private static let insert = Statement("insert", "INSERT INTO entry VALUES ($1) RETURNING number")

    @Test("a call that fails in the middle touches none of its neighbours")
    func oneFails() async throws {
        try await TestDatabase.current.withConnection { connection in
            try await connection.execute(script: "CREATE TABLE entry (number int8 PRIMARY KEY)")
            let results = try await connection.pipeline([1, 2, 1, 3].map { PipelineCall(Self.insert, [$0]) })
            #expect(results.count == 4)
            #expect(try results[0].get()[0].decode("number", as: Int.self) == 1)
            #expect(try results[1].get()[0].decode("number", as: Int.self) == 2)
            #expect(throws: PostgreSQLError.self) { try results[2].get() }
            #expect(try results[3].get()[0].decode("number", as: Int.self) == 3)
            #expect(try await connection.value("SELECT count(*) FROM entry", as: Int.self) == 3)
        }
    }

    @Test("a call that cannot be prepared or encoded fails alone")
    func oneIsWrong() async throws {
        try await TestDatabase.current.withConnection { connection in
            let results = try await connection.pipeline([
                PipelineCall(Statement("good", "SELECT $1::int4"), [1]),
                PipelineCall(Statement("bad", "SELECT nonsense")),
                PipelineCall(Statement("good", "SELECT $1::int4"), ["text"]),
                PipelineCall(Statement("good", "SELECT $1::int4"), [2]),
            ])
            #expect(try results[0].get()[0].decode(0, as: Int.self) == 1)
            #expect(throws: PostgreSQLError.self) { try results[1].get() }
            #expect(throws: PostgreSQLError.encoding(parameter: 1, expected: "int4", found: "String")) {
                try results[2].get()
            }
            #expect(try results[3].get()[0].decode(0, as: Int.self) == 2)
            let none = try await connection.pipeline([PipelineCall(Statement("bad", "SELECT nonsense"))])
            #expect(throws: PostgreSQLError.self) { try none[0].get() }
            #expect(try await connection.pipeline([]).isEmpty)
        }
    }

    @Test("five thousand calls pass in one pipeline")
    func many() async throws {
        try await TestDatabase.current.withConnection { connection in
            let echo = Statement("echo", "SELECT $1::text || repeat('x', 1000)")
            let results = try await connection.pipeline((0..<5000).map { PipelineCall(echo, ["\($0)"]) })
            let last: String = try #require(results.last).get()[0].decode(0)
            #expect(last.hasPrefix("4999x"))
        }
    }

    @Test("a deadline stops a pipeline and leaves the connection usable or closed")
    func deadline() async throws {
        try await TestDatabase.current.withConnection { connection in
            let sleep = Statement("sleep", "SELECT pg_sleep(30)")
            let error = try await failure {
                try await connection.pipeline([.init(sleep), .init(sleep)], timeout: .milliseconds(200))
            }
            #expect(error == .timedOut(after: .milliseconds(200)))
            // A server too busy to confirm the cancellation in time costs the connection; open, it is in step.
            if await connection.isOpen {
                #expect(try await connection.value("SELECT 1::int8", as: Int.self) == 1)
            } else {
                let next = try await failure { try await connection.query(Statement("one", "SELECT 1")) }
                #expect(next == .connection("the connection is closed"))
            }
        }
    }

    @Test("within a transaction the calls commit or roll back together")
    func inTransaction() async throws {
        try await TestDatabase.current.withConnection { connection in
            try await connection.execute(script: "CREATE TABLE entry (number int8 PRIMARY KEY)")
            _ = try await failure {
                try await connection.transaction { connection in
                    let results = try await connection.pipeline([1, 1, 2].map { PipelineCall(Self.insert, [$0]) })
                    #expect(throws: PostgreSQLError.self) { try results[2].get() }
                }
            }
            #expect(try await connection.value("SELECT count(*) FROM entry", as: Int.self) == 0)
        }
    }
}
