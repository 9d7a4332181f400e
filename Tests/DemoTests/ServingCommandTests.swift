import Foundation
import Glibc
import TestSupport
import Testing

/// `clapper serve`, `reconcile` and `simulate` where they cannot run: each says which setting is to blame.
@Suite("Commands that cannot serve", .serialized, .timeLimit(.minutes(10)))
struct ServingCommandTests {
    private static let nowhere = [
        "DATABASE_URL": "postgres://nobody@127.0.0.1:1/x", "HEYGEN_API_KEY": "k", "CLAPPER_ROLES": "api",
    ]

    private func run(_ arguments: [String], _ more: [String: String] = [:]) async throws -> BuiltClapper.Ended {
        try await BuiltClapper.run(arguments, environment: Self.nowhere.merging(more) { $1 })
    }

    @Test("a port that is taken is named with its setting")
    func portTaken() async throws {
        let listener = try ListeningSocket()
        for (command, name) in [("serve", "CLAPPER_PORT"), ("simulate", "--port")] {
            let run = try await run([command, "--port", "\(listener.port)"])
            #expect(run.code == 1)
            #expect(run.out == "")
            #expect(
                run.err.hasSuffix(
                    "clapper: \(name): port \(listener.port) on 127.0.0.1 is taken; stop what uses it or give another "
                        + "with --port\n"), "\(run.err)")
        }
        withExtendedLifetime(listener) {}
    }

    @Test("a host that is none, or another machine's, is wrong usage", arguments: ["nohost.invalid", "192.0.2.1"])
    func host(_ host: String) async throws {
        let serve = try await run(["serve", "--port", "0"], ["CLAPPER_HOST": host])
        #expect(serve.code == 2)
        #expect(serve.err.contains("\nclapper: CLAPPER_HOST: \(host) is no address "), "\(serve.err)")
        let simulate = try await run(["simulate", "--port", "0", "--host", host])
        #expect(simulate.code == 2)
        #expect(simulate.err.contains("clapper: --host: \(host) is no address "), "\(simulate.err)")
    }

    @Test(
        "what a command cannot use is refused before it starts",
        arguments: [
            (["simulate", "--port", "70000"], "--port: must be 0 to 65535"),
            (["simulate", "--port=-1"], "--port: must be 0 to 65535"),
            (["simulate", "--webhook-url", "foo"], "--webhook-url: must be an http or https URL with a host"),
            (
                ["simulate", "--render-seconds", "300-60"],
                "--render-seconds: must be two numbers, the shorter first, as in 60-300"
            ),
            (
                ["serve", "--log-level", "foo"],
                "CLAPPER_LOG_LEVEL: foo is unknown; use trace, debug, info, notice, warning, error or critical"
            ),
            (["serve", "--config", "/no"], "--config: /no cannot be opened; give a JSON file with settings"),
            (
                ["reconcile", "--once", "--roles", "api"],
                "--roles: reconcile has one role, which is reconciler; leave the option out"
            ),
            (
                ["reconcile", "--once", "--heygen-api-key", ""],
                "HEYGEN_API_KEY: is not set, and the role reconciler needs it; set it or HEYGEN_ACCESS_TOKEN"
            ),
        ])
    func usage(arguments: [String], text: String) async throws {
        let run = try await run(arguments)
        #expect(run.code == 2)
        #expect(run.out == "")
        #expect(run.err == "clapper: \(text)\n")
    }

    @Test("a database nobody migrated ends serve and reconcile with exit code 1 and the way out", .database)
    func schema() async throws {
        for arguments in [["serve", "--port", "0"], ["reconcile", "--once"]] {
            let run = try await run(arguments, ["DATABASE_URL": TestDatabase.current.url])
            #expect(run.code == 1)
            #expect(run.out == "")
            let last = try #require(run.err.split(separator: "\n").last)
            #expect(
                last.wholeMatch(of: /clapper: the database lacks \d+ migrations: run clapper migrate/) != nil,
                "\(run.err)")
        }
    }

    @Test("plain http to another machine is taken from the flag, and said once; loopback and https are not")
    func exposed() async throws {
        let cases = [("http://intake.invalid:8080/hook", 1), ("http://127.0.0.1:1/hook", 0), ("https://x.invalid/", 0)]
        for (url, count) in cases {
            let run = try await BuiltClapper.run(["simulate", "--port", "0", "--webhook-url", url], environment: [:]) {
                run in
                try await eventually(within: .seconds(20), "it listens") { run.out.contains("listening on ") }
                run.signal(SIGTERM)
            }
            #expect(run.code == 0, "\(run.err)")
            let warnings = run.err.split(separator: "\n").filter { $0.contains(" warning ") }
            #expect(warnings.count == count)
            #expect(warnings.allSatisfy { $0.contains("unencrypted") && $0.contains("host=intake.invalid") })
        }
    }
}
