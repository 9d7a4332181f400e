import Foundation
import PostgreSQL
import TestSupport
import Testing

@Suite("Values", .database)
struct ValueTests {
    private func roundTrip<Value: PostgreSQLEncodable & PostgreSQLDecodable & Equatable>(
        _ values: [Value], _ type: String
    ) async throws {
        try await TestDatabase.current.withConnection { connection in
            for value in values {
                let back: Value = try await connection.value("SELECT $1::\(type)", [value])
                #expect(back == value)
                let optional: Value? = try await connection.value("SELECT $1::\(type)", [value])
                #expect(optional == value)
            }
            let null: Value? = try await connection.value("SELECT $1::\(type)", [nil])
            #expect(null == nil)
            let array: [Value] = try await connection.value("SELECT $1::\(type)[]", [values])
            #expect(array == values)
            let empty: [Value] = try await connection.value("SELECT $1::\(type)[]", [[Value]()])
            #expect(empty.isEmpty)
            let mixed: [Value?] = [nil] + values.map(Optional.some) + [nil]
            let back: [Value?] = try await connection.value("SELECT $1::\(type)[]", [mixed])
            #expect(back == mixed)
            let noArray: [Value]? = try await connection.value("SELECT $1::\(type)[]", [nil])
            #expect(noArray == nil)
        }
    }

    @Test("bool round-trips, alone and in arrays")
    func bool() async throws { try await roundTrip([true, false], "bool") }

    @Test("int2 round-trips, alone and in arrays")
    func int2() async throws { try await roundTrip([Int16.min, -1, 0, 1, .max], "int2") }

    @Test("int4 round-trips, alone and in arrays")
    func int4() async throws { try await roundTrip([Int32.min, -1, 0, 1, .max], "int4") }

    @Test("int8 round-trips, alone and in arrays")
    func int8() async throws {
        try await roundTrip([Int64.min, -1, 0, 1, .max], "int8")
        try await roundTrip([Int.min, -1, 0, 1, .max], "int8")
    }

    @Test("float8 round-trips, infinities included")
    func float8() async throws {
        try await roundTrip([0, -1.5, .pi, .infinity, -.infinity, .leastNonzeroMagnitude], "float8")
    }

    @Test("text round-trips with every kind of character but NUL")
    func text() async throws {
        try await roundTrip(["", "a", "Grüße, 世界 👩‍👩‍👧", "\u{1}\u{7f}\n\t'\"\\{},NULL"], "text")
    }

    @Test("bytea round-trips with every byte")
    func bytea() async throws { try await roundTrip([Bytes([]), Bytes([0]), Bytes(0...255)], "bytea") }

    @Test("uuid round-trips, alone and in arrays")
    func uuid() async throws { try await roundTrip([UUID(), UUID()], "uuid") }

    @Test("timestamptz round-trips to the microsecond, before and after its epoch")
    func timestamptz() async throws {
        // Halves and quarters, which a Date holds exactly.
        try await roundTrip(
            [0, 1, -1, 0.5, -0.25, 1_800_000_000.125, -5_000_000_000.5]
                .map { Date(timeIntervalSince1970: 946_684_800 + $0) }, "timestamptz")
        try await TestDatabase.current.withConnection { connection in
            for microseconds in [1, -1, 1_800_000_000_123_456, -5_000_000_000_654_321] {
                let date: Date = try await connection.value(
                    "SELECT '2000-01-01Z'::timestamptz + $1::int8 * interval '1 microsecond'", [microseconds])
                let back: Int = try await connection.value(
                    "SELECT (extract(epoch FROM $1::timestamptz - '2000-01-01Z') * 1000000)::int8", [date])
                #expect(back == microseconds)
            }
            let text: String = try await connection.value(
                "SELECT to_char($1::timestamptz AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')",
                [Date(timeIntervalSince1970: 1_753_956_000.25)])
            #expect(text == "2025-07-31 10:00:00.250000")
        }
    }

    @Test("jsonb round-trips as the server normalises it; json is read as it stands")
    func jsonb() async throws {
        try await roundTrip([JSONB(#"{"a": [1, "ü", null]}"#), JSONB("null")], "jsonb")
        try await TestDatabase.current.withConnection { connection in
            let json: JSONB = try await connection.value("SELECT $1::json", [JSONB(#"{"b":1,  "a":2}"#)])
            #expect(json.text == #"{"b":1,  "a":2}"#)
        }
    }

    @Test("an Int is sent as whatever integer the server asks for, and refused when it does not fit")
    func intAdapts() async throws {
        try await TestDatabase.current.withConnection { connection in
            let sum: Int = try await connection.value("SELECT $1::int2 + $2::int4 + $3::int8", [1, 2, 3])
            #expect(sum == 6)
            let small: Int = try await connection.value("SELECT $1::int2", [7])
            #expect(small == 7)
            let error = try await failure { try await connection.query(Statement(sql: "SELECT $1::int2"), [70_000]) }
            #expect(error == .encoding(parameter: 1, expected: "int2", found: "Int out of its range"))
        }
    }

    @Test("text fits an enum, a name and a varchar; names and varchars are read as text")
    func textAdapts() async throws {
        try await TestDatabase.current.withConnection { connection in
            try await connection.execute(script: "CREATE TYPE mood AS ENUM ('glad', 'sad')")
            let mood: String = try await connection.value("SELECT ($1::mood)::text", ["glad"])
            #expect(mood == "glad")
            let name: String = try await connection.value("SELECT $1::name", ["n"])
            #expect(name == "n")
            let varchar: String = try await connection.value("SELECT $1::varchar(3)", ["abc"])
            #expect(varchar == "abc")
        }
    }

    @Test("a value of another type is an error that names the column", arguments: [true, false])
    func mismatch(prepared: Bool) async throws {
        var configuration = TestDatabase.current.configuration
        configuration.preparedStatements = prepared
        let connection = try await PostgreSQLConnection.connect(configuration, logger: TestDatabase.silentLogger)
        let rows = try await connection.query(Statement(sql: "SELECT 1::int4 AS number, NULL::text AS nothing"))
        let row = try #require(rows.first)
        #expect(throws: PostgreSQLError.decoding(column: "number", expected: "String", found: "int4")) {
            try row.decode("number", as: String.self)
        }
        #expect(throws: PostgreSQLError.decoding(column: "nothing", expected: "a value", found: "NULL")) {
            try row.decode("nothing", as: String.self)
        }
        #expect(throws: PostgreSQLError.self) { try row.decode("missing", as: String.self) }
        #expect(rows.columns == ["number", "nothing"])
        let error = try await failure { try await connection.query(Statement(sql: "SELECT $1::uuid"), ["no"]) }
        #expect(error == .encoding(parameter: 1, expected: "uuid", found: "String"))
        let count = try await failure { try await connection.query(Statement(sql: "SELECT $1::int4, $2::int4"), [1]) }
        #expect(count == .encoding(parameter: 2, expected: "2 parameters", found: "1"))
        #expect(try await connection.value("SELECT 1::int4", as: Int32.self) == 1)
        await connection.close()
    }

    @Test("an infinite date, a matrix and a NULL among values are errors, not wrong values")
    func unreadable() async throws {
        try await TestDatabase.current.withConnection { connection in
            let infinity = try await failure {
                try await connection.value("SELECT 'infinity'::timestamptz AS at", as: Date.self)
            }
            #expect(infinity == .decoding(column: "at", expected: "Date", found: "infinity"))
            let matrix = try await failure {
                try await connection.value("SELECT '{{1,2}}'::int4[] AS m", as: [Int].self)
            }
            #expect(matrix == .decoding(column: "m", expected: "an array of one dimension", found: "2 dimensions"))
            _ = try await failure { try await connection.value("SELECT '{1,NULL}'::int4[]", as: [Int].self) }
            let tooFar = try await failure {
                try await connection.query(
                    Statement(sql: "SELECT $1::timestamptz"), [Date(timeIntervalSince1970: 1e18)])
            }
            #expect(tooFar == .encoding(parameter: 1, expected: "timestamptz", found: "Date out of its range"))
        }
    }

    @Test("a result is a collection of rows that outlives its connection")
    func collection() async throws {
        let rows = try await TestDatabase.current.withConnection { connection in
            try await connection.query(
                Statement(sql: "SELECT n, repeat('x', n) AS text FROM generate_series(0, 999) AS n"))
        }
        #expect(rows.count == 1000)
        #expect(rows.affectedRows == 1000)
        #expect(try rows.map { try $0.decode("n", as: Int.self) } == Array(0..<1000))
        #expect(try rows[500].decode("text", as: String.self).count == 500)
    }
}
