import ClapperClient
import Testing

@Suite struct EndpointsCommandTests {
    private let commands = CommandTests()

    private func run(
        _ arguments: [String], _ answers: [CannedClapper.Answer] = [.ok(#"{"endpoint_id":"e1"}"#)]
    ) async throws -> (run: CommandTests.Run, calls: [CannedClapper.Received]) {
        try await commands.against(answers, ["endpoints"] + arguments, token: "t0ken")
    }

    @Test("each command makes its call and prints the answer byte for byte")
    func calls() async throws {
        for (arguments, line, body) in [
            (
                ["create", "https://x.test/", "--events", "a, b", "--entity-id", "v"], "POST /v1/endpoints",
                #"{"url":"https://x.test/","events":["a","b"],"entity_id":"v"}"#
            ),
            (
                ["create", "https://x.test/", "--another"], "POST /v1/endpoints",
                #"{"url":"https://x.test/","another":true}"#
            ),
            (["update", "e1", "--events", "a"], "PATCH /v1/endpoints/e1", #"{"events":["a"]}"#),
            (
                ["update", "e1", "--address", "https://y.test/"], "PATCH /v1/endpoints/e1",
                #"{"url":"https://y.test/"}"#
            ),
            (["delete", "e1"], "DELETE /v1/endpoints/e1", ""),
            (["rotate", "e1"], "POST /v1/endpoints/e1/rotate", #"{"mode":"plain"}"#),
            (
                ["rotate", "e1", "--mode", "blue_green", "--window", "5"], "POST /v1/endpoints/e1/rotate",
                #"{"mode":"blue_green","window_seconds":5}"#
            ),
            (["types"], "GET /v1/endpoints/types", ""),
            (
                ["deliveries", "--type", "batch.finished", "--entity-id", "v&", "--limit", "3"],
                "GET /v1/endpoints/deliveries?event_type=batch.finished&entity_id=v%26&limit=3", ""
            ),
        ] as [([String], String, String)] {
            let (run, calls) = try await run(arguments)
            #expect(run.code == 0, "\(run.err)")
            #expect(run.out == #"{"endpoint_id":"e1"}"# + "\n")
            #expect(calls.map(\.line) == [line])
            #expect(calls.first?.body == body)
        }
    }

    @Test("list and deliveries --all walk all pages")
    func pages() async throws {
        for arguments in [["list"], ["deliveries", "--all"], ["deliveries", "--all", "--limit", "100"]] {
            let pages = [#"{"data":[{"n":1}],"next_token":"t"}"#, #"{"data":[{"n":2}],"next_token":null}"#]
            let (run, calls) = try await run(arguments, pages.map { .ok($0) })
            #expect(run.out == #"{"data":[{"n":1},{"n":2}],"next_token":null}"# + "\n")
            #expect(calls.last?.uri.hasSuffix("limit=100&token=t") == true)
        }
    }

    @Test("a list whose first page cannot be read prints nothing")
    func noList() async throws {
        let (run, _) = try await run(["list"], [.problem(401, #""detail":"no""#)])
        #expect(run.out == "")
        #expect(run.code != 0)
    }

    @Test("a type that is not known is asked for all the same, with a hint")
    func unknownType() async throws {
        let (run, calls) = try await run(["deliveries", "--type", "video.done"])
        #expect(run.code == 0)
        #expect(run.err.contains("clapper endpoints types"))
        #expect(calls.count == 1)
    }

    @Test("a field is named as on the command line")
    func field() async throws {
        let problem = CannedClapper.Answer.problem(400, #""detail":"url: is no URL","field":"url""#)
        #expect(try await run(["create", "notaurl"], [problem]).run.err == "clapper: address: is no URL\n")
        #expect(
            try await run(["update", "e1", "--address", "n"], [problem]).run.err == "clapper: --address: is no URL\n")
    }

    @Test("a change is not repeated by itself, and HeyGen's refusal is one line")
    func refusal() async throws {
        let problem = CannedClapper.Answer.problem(503, #""detail":"CLAPPER_SECRET_KEY is not set here""#)
        let (unset, calls) = try await run(["rotate", "e1"], [problem])
        #expect(unset.code == 1)
        #expect(unset.err == "clapper: CLAPPER_SECRET_KEY is not set here\n")
        #expect(calls.count == 1)
        let gone = CannedClapper.Answer.problem(404, #""detail":"there is no endpoint e1","code":"webhook_not_found""#)
        #expect(try await run(["delete", "e1"], [gone]).run.code == 1)
    }

    @Test(
        "wrong usage is 2, and nothing is sent",
        arguments: [
            ["create"], ["update", "e1"], ["rotate", "e1", "--mode", "fast"], ["rotate", "e1", "--window", "0"],
            ["delete", "../jobs"], ["deliveries", "--limit", "101"],
        ])
    func usage(_ arguments: [String]) async throws {
        let (run, calls) = try await run(arguments)
        #expect(run.code == 2, "\(run.err)")
        #expect(calls.isEmpty)
    }
}
