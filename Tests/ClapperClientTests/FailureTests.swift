import ClapperClient
import DemoStage
import HTTPTypes
import Testing

@Suite struct FailureTests {
    private let keyed: NewJob = {
        var job = NewJob(request: Array("{}".utf8))
        job.callbackID = "order-1"
        return job
    }()
    private let busy = CannedClapper.Answer.problem(503, #""detail":"busy""#, retryAfter: "0")

    /// The error of enqueuing `job`, and how many calls it took.
    private func enqueue(
        _ job: NewJob, _ answers: [CannedClapper.Answer], key: String? = nil
    ) async throws -> (error: ClapperClientError?, calls: Int) {
        try await CannedClapper.withRunning(answers) { canned, url in
            let error = try await Asking.client(url) { client in
                do throws(ClapperClientError) {
                    _ = try await client.enqueue(job, idempotencyKey: key)
                    return ClapperClientError?.none
                } catch {
                    return error
                }
            }
            return (error, canned.received.count)
        }
    }

    @Test("a problem names its field, its job and the way out", arguments: [400, 404, 405, 409, 413, 415, 500])
    func refused(_ status: Int) async throws {
        let members = #""detail":"must be 0 to 9; higher goes first","field":"priority","job_id":"j1""#
        let (error, calls) = try await enqueue(keyed, [.problem(status, members)])
        guard case .refused(let problem) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(problem.status == status)
        #expect(problem.field == "priority")
        #expect(problem.detail == "must be 0 to 9; higher goes first")
        #expect(problem.jobID == "j1")
        #expect(calls == 1)
    }

    @Test("401 is about the token, whatever its body is", arguments: ["<html>", "{}", #"{"detail":"no"}"#])
    func unauthorized(_ body: String) async throws {
        let (error, calls) = try await enqueue(keyed, [.init(status: 401, body: body)])
        guard case .unauthorized(let problem) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(problem.detail == (body.contains("no") ? "no" : "HTTP 401 without a reason"))
        #expect(calls == 1)
    }

    @Test("503 is repeated three times where a callback id or a key makes it safe, and then told")
    func repeats() async throws {
        let plain = NewJob(request: Array("{}".utf8))
        let inner = NewJob(request: Array(#"{"callback_id":"x"}"#.utf8))
        #expect(try await enqueue(keyed, [busy]).calls == 4)
        #expect(try await enqueue(inner, [busy]).calls == 4)
        #expect(try await enqueue(plain, [busy], key: "k").calls == 4)
        #expect(try await enqueue(keyed, [busy]).error?.problem?.detail == "busy")
        let (error, calls) = try await enqueue(keyed, [busy, busy, busy, .ok("{}")])
        #expect(error == nil)
        #expect(calls == 4)
    }

    @Test("an enqueue without a key is not repeated on 503, which can come after the job was recorded")
    func unkeyed() async throws {
        for request in ["{}", #"{"callback_id":null}"#] {
            let (error, calls) = try await enqueue(NewJob(request: Array(request.utf8)), [busy])
            #expect(error?.problem?.detail == "busy")
            #expect(calls == 1)
        }
    }

    @Test("a Retry-After too long to wait for is told at once")
    func longRetryAfter() async throws {
        let (error, calls) = try await enqueue(keyed, [.problem(503, #""detail":"later""#, retryAfter: "3600")])
        #expect(error?.problem?.retryAfter == .seconds(3600))
        #expect(calls == 1)
    }

    @Test("an operator's action is never repeated")
    func operatorActions() async throws {
        try await CannedClapper.withRunning([busy]) { canned, url in
            try await Asking.client(url) { client in
                let id = Asking.id
                for error in [
                    await Asking.error { () throws(ClapperClientError) in _ = try await client.cancel(id) },
                    await Asking.error { () throws(ClapperClientError) in
                        _ = try await client.retry(id, afterAttempt: 1)
                    },
                    await Asking.error { () throws(ClapperClientError) in
                        _ = try await client.attach(id, videoID: "v")
                    },
                    await Asking.error { () throws(ClapperClientError) in _ = try await client.fail(id, message: "m") },
                    await Asking.error { () throws(ClapperClientError) in _ = try await client.replay(id) },
                ] {
                    #expect(error?.problem?.status == 503)
                }
            }
            #expect(canned.received.count == 5)
        }
    }

    @Test("a broken connection is repeated for reads and keyed enqueues alone: the others may have been taken")
    func interrupted() async throws {
        let plain = NewJob(request: Array("{}".utf8))
        let cases: [(Int, @Sendable (ClapperClient) async throws(ClapperClientError) -> Void)] = [
            (4, { client throws(ClapperClientError) in _ = try await client.job(Asking.id) }),
            (4, { [keyed] client throws(ClapperClientError) in _ = try await client.enqueue(keyed) }),
            (1, { client throws(ClapperClientError) in _ = try await client.enqueue(plain) }),
            (1, { client throws(ClapperClientError) in _ = try await client.cancel(Asking.id) }),
        ]
        for (wanted, call) in cases {
            let calls = try await BrokenServer.withRunning { url in
                try await Asking.client(url) { client in
                    let error = await Asking.error { () throws(ClapperClientError) in try await call(client) }
                    guard case .interrupted = error else {
                        Issue.record("\(String(describing: error))")
                        return
                    }
                }
            }
            #expect(calls == wanted)
        }
    }

    @Test("where nobody listens, and at an unknown host, nothing was sent")
    func unreachable() async throws {
        // Bound and not listened on: nobody answers, and no other test can be given it.
        let silent = try PortReservation()
        for url in ["http://127.0.0.1:\(silent.port)", "http://no-such-host.invalid"] {
            try await Asking.client(url) { client in
                let error = await Asking.error { () throws(ClapperClientError) in _ = try await client.enqueue(keyed) }
                guard case .unreachable = error else {
                    Issue.record("\(url): \(String(describing: error))")
                    return
                }
            }
        }
        _ = consume silent
    }

    @Test(
        "what is not Clapper's answer is told as such, and redirects are not followed",
        arguments: [
            (200, "<html>hello</html>"), (200, ""), (200, "[1]"), (200, #"{"a":"#), (404, "<html>none</html>"),
            (502, "Bad Gateway"), (302, ""),
        ])
    func unreadable(_ status: Int, _ body: String) async throws {
        var answer = CannedClapper.Answer(status: status, body: body)
        if status == 302 { answer.headers["location"] = "/v1/jobs/elsewhere" }
        let (error, calls) = try await enqueue(keyed, [answer])
        guard case .unreadable(status, _) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(calls == 1)
    }

    @Test("an answer is read up to its limit and not beyond")
    func answerLimit() async throws {
        let frame = #"{"a":""}"#.utf8.count
        let largest = #"{"a":"\#(String(repeating: "x", count: ClapperClient.answerLimitBytes - frame))"}"#
        #expect(try await enqueue(keyed, [.ok(largest)]).error == nil)
        #expect(try await enqueue(keyed, [.ok(largest + " ")]).error == .answerTooLarge)
    }

    @Test("an answer that does not come in time is told, and not asked for again")
    func timedOut() async throws {
        // Listens and never accepts a word.
        try await SilentServer.withRunning { url in
            try await Asking.client(url, timeout: .milliseconds(50)) { client in
                #expect(
                    await Asking.error { () throws(ClapperClientError) in _ = try await client.job(Asking.id) }
                        == .timedOut)
            }
        }
    }

    @Test("a cancelled caller is told so and sends nothing")
    func canceled() async throws {
        try await CannedClapper.withRunning([.ok("{}")]) { canned, url in
            try await Asking.client(url) { client in
                let task = Task {
                    withUnsafeCurrentTask { $0?.cancel() }
                    return await Asking.error { () throws(ClapperClientError) in _ = try await client.job(Asking.id) }
                }
                #expect(await task.value == .canceled)
            }
            #expect(canned.received.isEmpty)
        }
    }
}
