import PostgreSQL
import TestSupport
import Testing

@Suite("A test's database", DatabaseTrait(template: .shelf))
struct DatabaseTraitTests {
    @Test("is a clone of the template that no other test touches", arguments: 0..<3)
    func clones(number: Int) async throws {
        try await TestDatabase.current.withPool { pool in
            let count = try await pool.query(Statement("count", "SELECT count(*) FROM shelf"))
            #expect(try count[0].decode(0, as: Int.self) == 1)
            _ = try await pool.query(Statement("insert", "INSERT INTO shelf VALUES ($1)"), [number])
            let name = try await pool.query(Statement("name", "SELECT current_database()"))
            #expect(try name[0].decode(0, as: String.self) == TestDatabase.current.name)
        }
    }
}

extension TemplatePreparation {
    fileprivate static let shelf = TemplatePreparation(name: "shelf") { configuration in
        let connection = try await PostgreSQLConnection.connect(configuration, logger: TestDatabase.silentLogger)
        try await connection.execute(script: "CREATE TABLE shelf (number int4); INSERT INTO shelf VALUES (-1)")
        await connection.close()
    }
}
