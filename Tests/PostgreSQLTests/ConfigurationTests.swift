import Testing

@testable import PostgreSQL

@Suite("A configuration")
struct ConfigurationTests {
    @Test("no description of it holds the password")
    func descriptions() throws {
        for url in [
            "postgresql://me:sesame@db.example:5433/jobs", "host=db.example user=me password=sesame dbname=jobs",
            "postgres://me@db.example/jobs?password=sesame",
        ] {
            let configuration = try PostgreSQLConfiguration(url: url)
            var dumped = ""
            dump(configuration, to: &dumped)
            dump(["nested": configuration], to: &dumped)
            for text in ["\(configuration)", String(reflecting: configuration), "\([configuration])", dumped] {
                #expect(!text.contains("sesame"))
                #expect(text.contains("me@db.example"))
            }
        }
    }

    @Test(
        "an error of parsing does not hold the password",
        arguments: [
            "postgresql://me:ses%ame@host/db", "postgresql://me:sesame@[::1/db", "host=h pass word=sesame",
            "password='sesame", "postgresql://me:sesame@h/db?nonsense=1", "postgresql://me:ses\"ame@h/db?x",
            "postgresql://me:sesame@h:1/db?connect_timeout=soon", "sesame",
        ])
    func parseErrors(url: String) throws {
        do {
            _ = try PostgreSQLConfiguration(url: url)
            Issue.record("accepted")
        } catch {
            let text = "\(error)"
            #expect(!text.contains("ses"), "\(text)")
            #expect(!text.contains("ame\""))
            guard case .configuration = error else {
                Issue.record("another kind of error")
                return
            }
        }
    }

    @Test("URLs are read as libpq reads them: percent escapes, socket folders, another database")
    func urls() throws {
        let configuration = try PostgreSQLConfiguration(
            url: "postgres://m%65:p%40ss@/jobs?host=/run/sock&port=5433&connect_timeout=3&application_name=tool")
        #expect(configuration.value("user") == "me")
        #expect(configuration.value("password") == "p@ss")
        #expect(configuration.value("host") == "/run/sock")
        #expect(configuration.connectTimeout == .seconds(3))
        #expect(configuration.applicationName == "tool")
        #expect(configuration.with(database: "other").value("dbname") == "other")
        #expect(configuration.with(database: "other").value("password") == "p@ss")
    }

    @Test("several hosts become one attempt each, with its own port")
    func attempts() throws {
        let configuration = try PostgreSQLConfiguration(
            url: "postgresql://a:1,b:2,c:3/db?target_session_attrs=read-write")
        let attempts = configuration.attempts().map { Dictionary(uniqueKeysWithValues: $0) }
        #expect(attempts.map { $0["host"] } == ["a", "b", "c"])
        #expect(attempts.map { $0["port"] } == ["1", "2", "3"])
        #expect(attempts.allSatisfy { $0["target_session_attrs"] == "read-write" })
        #expect(attempts.allSatisfy { $0["tcp_user_timeout"] == "30000" && $0["client_encoding"] == "UTF8" })
        let standby = try PostgreSQLConfiguration(url: "postgresql://a,b/db?target_session_attrs=prefer-standby")
        #expect(standby.attempts().count == 1)
    }
}
