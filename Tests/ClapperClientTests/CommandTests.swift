import DemoStage
import Foundation
import HTTPTypes
import Subprocess
import SystemPackage
import Testing

/// The built `clapper`, as a script would call it.
@Suite struct CommandTests {
    struct Run {
        let code: Int32?
        let out: String
        let err: String
    }

    private let id = Asking.id

    private func clapper(
        _ arguments: [String], url: String = "", token: String = "", input: String = ""
    ) async throws -> Run {
        let folder = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        // A file and not a pipe: a command that leaves without reading its input breaks the pipe, and Subprocess traps.
        let file = FileManager.default.temporaryDirectory.appending(path: "clapper-\(UUID()).input")
        try Data(input.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let descriptor = try FileDescriptor.open(FilePath(file.path), .readOnly)
        let result = try await run(
            .path(FilePath(folder.appending(path: "clapper").path)), arguments: Arguments(arguments),
            environment: .custom(["CLAPPER_URL": url, "CLAPPER_TOKEN": token]),
            input: .fileDescriptor(descriptor, closeAfterSpawningProcess: true),
            output: .string(limit: 1_048_576), error: .string(limit: 1_048_576))
        var code: Int32?
        if case .exited(let exit) = result.terminationStatus { code = exit }
        return Run(code: code, out: result.standardOutput, err: result.standardError)
    }

    func against(
        _ answers: [CannedClapper.Answer], _ arguments: [String], token: String = "", input: String = ""
    ) async throws -> (run: Run, calls: [CannedClapper.Received]) {
        try await CannedClapper.withRunning(answers) { canned, url in
            let run = try await clapper(arguments, url: url, token: token, input: input)
            return (run, canned.received)
        }
    }

    private func job(_ state: String, _ more: String = "") -> CannedClapper.Answer {
        .ok(#"{"id":"\#(id)", "state":"\#(state)"\#(more)}"#)
    }

    @Test("enqueue sends what it reads and prints the answer byte for byte")
    func enqueue() async throws {
        let answer = CannedClapper.Answer(status: 201, body: #"{"id":"\#(id)", "n":1.0}"#)
        let arguments = [
            "jobs", "enqueue", "-", "--callback-id", "order-1", "--kind", "video", "--metadata", #"{"a":1}"#, "--lane",
            "l", "--priority", "3", "--notify-url", "http://x.test/", "--max-attempts", "2", "--callback-mode",
            "endpoint",
        ]
        let (run, calls) = try await against([answer], arguments, token: "t0ken", input: "{ \"type\":\"avatar\" }\n")
        #expect(run.code == 0)
        #expect(run.out == answer.body + "\n")
        #expect(run.err == "")
        #expect(
            calls.first?.body == #"{"request":{ "type":"avatar" },"kind":"video","callback_id":"order-1","#
                + #""metadata":{"a":1},"lane":"l","priority":3,"notify_url":"http://x.test/","max_attempts":2,"#
                + #""callback_mode":"endpoint"}"#)
        #expect(calls.first?.headers[.authorization] == "Bearer t0ken")
    }

    @Test("enqueue takes a file, and says when the job was there already")
    func enqueueFile() async throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).json")
        try Data(#"{"a":1}"#.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let (run, calls) = try await against([job("queued")], ["jobs", "enqueue", file.path])
        #expect(run.code == 0)
        #expect(run.err == "clapper: job \(id) has this callback id and request already; nothing was enqueued\n")
        #expect(calls.first?.body == #"{"request":{"a":1}}"#)
    }

    @Test(
        "wrong usage is 2, and nothing is sent",
        arguments: [
            ["jobs", "enqueue", "/no/such/file"], ["jobs", "enqueue", "-"], ["jobs", "get"],
            ["jobs", "get", "not-an-id"], ["jobs", "get", Asking.id, "--callback-id", "x"],
            ["jobs", "retry", Asking.id], ["jobs", "fail", Asking.id], ["jobs", "wait", Asking.id, "--timeout", "0"],
            ["jobs", "enqueue", "-", "--timeout", "5"], ["jobs", "frobnicate"],
            ["events", "list", "--job", Asking.id, "--limit", "3"], ["events", "show", "x"],
            ["jobs", "list", "--url", "nowhere"], ["jobs", "list", "--token", "two words"],
        ])
    func usage(_ arguments: [String]) async throws {
        let (run, calls) = try await against([job("queued")], arguments, input: "no json")
        #expect(run.code == 2, "\(run.err)")
        #expect(run.out == "")
        #expect(!run.err.isEmpty)
        #expect(calls.isEmpty)
    }

    @Test(
        "a problem is one line with the field, once, and the way out; a request that is to blame is wrong usage",
        arguments: [400: 2, 413: 2, 415: 2, 404: 1, 409: 1, 500: 1],
        ["must be 0 to 9; higher goes first", "priority: must be 0 to 9; higher goes first"])
    func problem(_ status: (key: Int, value: Int), _ detail: String) async throws {
        let problem = CannedClapper.Answer.problem(status.key, #""detail":"\#(detail)","field":"priority""#)
        let (run, _) = try await against([problem], ["jobs", "enqueue", "-", "--priority", "12"], input: "{}")
        #expect(run.code == Int32(status.value))
        #expect(run.out == "")
        #expect(run.err == "clapper: priority: must be 0 to 9; higher goes first\n")
    }

    @Test("a taken callback id names the job that has it")
    func conflict() async throws {
        let problem = CannedClapper.Answer.problem(409, #""detail":"is taken","field":"callback_id","job_id":"\#(id)""#)
        let (run, _) = try await against([problem], ["jobs", "enqueue", "-"], input: "{}")
        #expect(run.code == 1)
        #expect(run.err == "clapper: callback_id: is taken (job \(id))\n")
    }

    @Test("what a server says cannot take over the terminal")
    func hostile() async throws {
        let problem = CannedClapper.Answer.problem(404, #""detail":"none\u001b[2J\nclapper: all is well""#)
        let (run, _) = try await against([problem], ["jobs", "get", id])
        #expect(run.err == "clapper: none\\u{1b}[2J\\nclapper: all is well\n")
    }

    @Test("401 is 3 and never shows the token; 503 for want of tokens is 1")
    func auth() async throws {
        let refused = CannedClapper.Answer.problem(401, #""detail":"no""#)
        let wrong = try await against([refused], ["jobs", "list"], token: "hidden").run
        #expect(wrong.code == 3)
        #expect(wrong.err.contains("does not know this token"))
        #expect(!(wrong.err + wrong.out).contains("hidden"))
        let none = try await against([refused], ["events", "list"]).run
        #expect(none.code == 3)
        #expect(none.err.contains("set CLAPPER_TOKEN"))
        let closed = CannedClapper.Answer.problem(503, #""detail":"no token is configured""#, retryAfter: "0")
        let run = try await against([closed], ["jobs", "list"]).run
        #expect(run.code == 1)
        #expect(run.err == "clapper: no token is configured\n")
    }

    @Test("a flag wins over its variable, and where nobody listens the way out is told")
    func refusedConnection() async throws {
        // Bound and not listened on: nobody answers, and no other test can be given it.
        let silent = try PortReservation()
        let url = "http://127.0.0.1:\(silent.port)"
        let run = try await clapper(["jobs", "list", "--url", url + "/"], url: "http://127.0.0.1:1")
        #expect(run.code == 1)
        #expect(run.err == "clapper: no Clapper answers at \(url): start one with 'clapper up', or set CLAPPER_URL\n")
        _ = consume silent
    }

    @Test(
        "a wait's exit code tells how the job ended",
        arguments: [("succeeded", 0), ("failed", 5), ("canceled", 5)])
    func wait(_ state: String, _ code: Int) async throws {
        let failure = state == "failed" ? #","failure":{"code":"moderation","message":"no"}"# : ""
        let (run, calls) = try await against([job(state, failure)], ["jobs", "wait", id])
        #expect(run.code == Int32(code))
        #expect(run.out == job(state, failure).body + "\n")
        #expect(run.err.hasPrefix("clapper: job \(id) is \(state)\n"))
        #expect(run.err.contains("failed: moderation: no") == (state == "failed"))
        #expect(calls.map(\.line) == ["GET /v1/jobs/\(id)/wait?timeout=30"])
    }

    @Test("a wait that runs out prints the job and is 4")
    func waitTimeout() async throws {
        let (run, _) = try await against([job("rendering")], ["jobs", "wait", id, "--timeout", "1"])
        #expect(run.code == 4)
        #expect(run.out == job("rendering").body + "\n")
        #expect(run.err.contains("has not ended after 1 s"))
    }

    @Test("enqueue --wait prints the job as it ended, and only that")
    func enqueueWait() async throws {
        let created = CannedClapper.Answer(status: 201, body: job("queued").body)
        let (run, _) = try await against([created, job("failed")], ["jobs", "enqueue", "-", "--wait"], input: "{}")
        #expect(run.code == 5)
        #expect(run.out == job("failed").body + "\n")
    }

    @Test("a list is the server's page; with --all it is one list of all pages")
    func list() async throws {
        let pages: [CannedClapper.Answer] = [
            .ok(#"{"data":[{"id":"a", "x":1},{"id":"b"}],"next_token":"t"}"#),
            .ok(#"{"data":[],"next_token":"u"}"#), .ok(#"{"data":[{"id":"c"}],"next_token":null}"#),
        ]
        let first = try await against(pages, ["jobs", "list", "--state", "failed", "--limit", "2"])
        #expect(first.run.out == pages[0].body + "\n")
        #expect(first.calls.map(\.uri) == ["/v1/jobs?state=failed&limit=2"])
        let all = try await against(pages, ["jobs", "list", "--all"])
        #expect(all.run.code == 0)
        #expect(
            all.run.out == "{\"data\":[{\"id\":\"a\", \"x\":1},{\"id\":\"b\"},{\"id\":\"c\"}],\"next_token\":null}\n")
        #expect(all.calls.map(\.uri) == ["/v1/jobs", "/v1/jobs?token=t", "/v1/jobs?token=u"])
    }

    @Test("a list that breaks off does not look whole, and one that repeats itself ends")
    func brokenList() async throws {
        let page = CannedClapper.Answer.ok(#"{"data":[{"id":"a"}],"next_token":"t"}"#)
        let broken = try await against([page, .problem(500, #""detail":"d""#)], ["jobs", "list", "--all"])
        #expect(broken.run.code == 1)
        #expect(!broken.run.out.contains("next_token"))
        let endless = try await against([page], ["jobs", "list", "--all"])
        #expect(endless.run.code == 1)
        #expect(endless.calls.count == 2)
    }

    @Test("get by callback id prints the bare job, and nobody's id is 1")
    func getByCallbackID() async throws {
        let page = CannedClapper.Answer.ok(#"{"data":[{"id":"a", "x":1}],"next_token":null}"#)
        let found = try await against([page], ["jobs", "get", "--callback-id", "order 1"])
        #expect(found.run.out == "{\"id\":\"a\", \"x\":1}\n")
        #expect(found.calls.map(\.uri) == ["/v1/jobs?callback_id=order%201"])
        let none = try await against([.ok(#"{"data":[],"next_token":null}"#)], ["jobs", "get", "--callback-id", "x"])
        #expect(none.run.code == 1)
        #expect(none.run.err == "clapper: no job has the callback id x\n")
    }

    @Test("every other command asks its route and prints the answer")
    func routes() async throws {
        let cases: [([String], String, String)] = [
            (["jobs", "get", id], "GET /v1/jobs/\(id)", ""),
            (["jobs", "cancel", id], "POST /v1/jobs/\(id)/cancel", "{}"),
            (["jobs", "retry", id, "--after-attempt", "1"], "POST /v1/jobs/\(id)/retry", #"{"after_attempt":1}"#),
            (["jobs", "attach", id, "v1"], "POST /v1/jobs/\(id)/attach", #"{"video_id":"v1"}"#),
            (
                ["jobs", "fail", id, "--message", "m", "--code", "c"], "POST /v1/jobs/\(id)/fail",
                #"{"message":"m","code":"c"}"#
            ),
            (["jobs", "explain", id], "GET /v1/jobs/\(id)/explain", ""),
            (["events", "list", "--job", id], "GET /v1/jobs/\(id)/events", ""),
            (["events", "list", "--limit", "7"], "GET /v1/events?limit=7", ""),
            (["events", "show", id], "GET /v1/events/\(id)", ""),
            (["events", "replay", id], "POST /v1/events/\(id)/replay", "{}"),
        ]
        for (arguments, line, body) in cases {
            let (run, calls) = try await against([.ok(#"{"any": 1}"#)], arguments)
            #expect(run.code == 0, "\(arguments) \(run.err)")
            #expect(run.out == "{\"any\": 1}\n")
            #expect(calls.map(\.line) == [line])
            #expect(calls.first?.body == body)
        }
    }
}
