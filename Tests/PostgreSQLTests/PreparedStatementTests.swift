import PostgreSQL
import TestSupport
import Testing

@Suite("Prepared statements", .database)
struct PreparedStatementTests {
    private static let prepared = Statement(sql: "SELECT count(*) FROM pg_prepared_statements")

    private func connect(prepared: Bool) async throws -> PostgreSQLConnection {
        var configuration = TestDatabase.current.configuration
        configuration.preparedStatements = prepared
        return try await PostgreSQLConnection.connect(configuration, logger: TestDatabase.silentLogger)
    }

    @Test("a statement is prepared once per connection")
    func once() async throws {
        let connection = try await connect(prepared: true)
        for number in 0..<5 {
            #expect(try await connection.value("SELECT $1::int8", [number], as: Int.self) == number)
        }
        #expect(try await connection.query(Self.prepared)[0].decode(0, as: Int.self) == 2)
        await connection.close()
    }

    @Test("without named statements nothing is left on the server, and parameters and pipelines work all the same")
    func unnamed() async throws {
        let connection = try await connect(prepared: false)
        for number in 0..<3 {
            let text: String = try await connection.value("SELECT $1::text || $2::int4", ["n", number])
            #expect(text == "n\(number)")
        }
        let results = try await connection.pipeline(
            (0..<3).map { PipelineCall(Statement(sql: "SELECT $1::int4"), [$0]) })
        #expect(try results.map { try $0.get()[0].decode(0, as: Int.self) } == [0, 1, 2])
        let transaction = try await connection.transaction { try await $0.value("SELECT 7::int8", as: Int.self) }
        #expect(transaction == 7)
        #expect(try await connection.query(Self.prepared)[0].decode(0, as: Int.self) == 0)
        await connection.close()
    }

    @Test("a statement whose result type changed is prepared anew", arguments: [true, false])
    func planBreaks(prepared: Bool) async throws {
        let connection = try await connect(prepared: prepared)
        let all = Statement("all", "SELECT * FROM thing WHERE id >= $1")
        try await connection.execute(script: "CREATE TABLE thing (id int); INSERT INTO thing VALUES (1)")
        #expect(try await connection.query(all, [0]).columns == ["id"])
        try await connection.execute(script: "ALTER TABLE thing ADD COLUMN name text DEFAULT 'x'")
        let rows = try await connection.query(all, [0])
        #expect(rows.columns == ["id", "name"])
        #expect(try rows[0].decode("name", as: String.self) == "x")
        await connection.close()
    }

    @Test("a statement the server forgot is prepared anew; within a transaction the error is told")
    func forgotten() async throws {
        let connection = try await connect(prepared: true)
        let one = Statement("one", "SELECT $1::int4")
        _ = try await connection.query(one, [1])
        try await connection.execute(script: "DEALLOCATE ALL")
        #expect(try await connection.query(one, [1]).count == 1)
        try await connection.execute(script: "DEALLOCATE ALL")
        let error = try await failure { try await connection.transaction { try await $0.query(one, [1]) } }
        #expect(error.serverError?.state == .invalidSQLStatementName)
        #expect(try await connection.query(one, [1]).count == 1)
        await connection.close()
    }

    @Test("no more than 512 statements are kept, and one that was dropped works again")
    func bounded() async throws {
        let connection = try await connect(prepared: true)
        for number in 0..<520 {
            _ = try await connection.query(Statement("s", "SELECT \(number)"))
        }
        #expect(try await connection.query(Self.prepared)[0].decode(0, as: Int.self) == 512)
        #expect(try await connection.query(Statement("s", "SELECT 0")).count == 1)
        await connection.close()
    }

    @Test("two statements of one name are told apart by their text")
    func sameName() async throws {
        let connection = try await connect(prepared: true)
        #expect(try await connection.query(Statement("same", "SELECT 1::int8"))[0].decode(0, as: Int.self) == 1)
        #expect(try await connection.query(Statement("same", "SELECT 2::int8"))[0].decode(0, as: Int.self) == 2)
        await connection.close()
    }
}
