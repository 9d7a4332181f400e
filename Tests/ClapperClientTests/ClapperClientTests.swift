import ClapperClient
import HTTPTypes
import HeyGen
import Testing

@Suite struct ClapperClientTests {
    private let id = Asking.id

    @Test("an enqueue sends the caller's bytes, and nothing that was not given")
    func enqueueBody() async throws {
        let request = #"{ "type" : "avatar", "n":1.0, "text":"h\u00e9\/", "type2":[1 , 2]}"#
        let answer = CannedClapper.Answer(status: 201, body: #"{"id":"x","state":"queued"}"#)
        try await CannedClapper.withRunning([answer]) { canned, url in
            let job = try await Asking.client(url) { client in
                try await client.enqueue(NewJob(request: Array("\n\(request)\n".utf8)))
            }
            #expect(job.isNew)
            #expect(job.id == "x")
            #expect(job.state == "queued")
            let call = try #require(canned.received.first)
            #expect(call.line == "POST /v1/jobs")
            #expect(call.body == "{\"request\":\(request)}")
            #expect(call.headers[.contentType] == "application/json")
            #expect(call.headers[.authorization] == "Bearer secret-token")
            #expect(call.headers[HTTPField.Name("idempotency-key")!] == nil)
        }
    }

    @Test("every field of a new job stands beside the request, escaped where it must be")
    func enqueueFields() async throws {
        try await CannedClapper.withRunning([.ok(#"{"id":"x"}"#)]) { canned, url in
            var job = NewJob(request: Array(#"{"a":1}"#.utf8))
            job.kind = "video"
            job.callbackID = #"order "4711"\"#
            job.metadata = Array(#"{"k": [1]}"#.utf8)
            job.lane = "news"
            job.priority = 9
            job.notifyURL = "https://x.test/n"
            job.maxAttempts = 2
            job.callbackMode = "callback_url"
            let answer = try await Asking.client(url + "/", token: nil) { [job] client in
                try await client.enqueue(job, idempotencyKey: "key")
            }
            #expect(!answer.isNew)
            let call = try #require(canned.received.first)
            #expect(
                call.body == #"{"request":{"a":1},"kind":"video","callback_id":"order \"4711\"\\","#
                    + #""metadata":{"k": [1]},"lane":"news","priority":9,"#
                    + #""notify_url":"https://x.test/n","max_attempts":2,"callback_mode":"callback_url"}"#)
            #expect(call.headers[.authorization] == nil)
            #expect(call.headers[HTTPField.Name("idempotency-key")!] == "key")
        }
    }

    @Test(
        "what cannot be a request is told before anything is sent",
        arguments: [("nope", nil), ("[1]", nil), ("", nil), ("{}", "[]"), ("{}", "{"), (#"{"a":1}{}"#, nil)])
    func invalid(_ request: String, _ metadata: String?) async throws {
        try await CannedClapper.withRunning([.ok("{}")]) { canned, url in
            var job = NewJob(request: Array(request.utf8))
            job.metadata = metadata.map { Array($0.utf8) }
            let error = try await Asking.client(url) { [job] client in
                await Asking.error { () throws(ClapperClientError) in _ = try await client.enqueue(job) }
            }
            guard case .invalid(let field, _) = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(field == (metadata == nil ? "request" : "metadata"))
            #expect(canned.received.isEmpty)
        }
    }

    @Test("every call goes to its route")
    func routes() async throws {
        try await CannedClapper.withRunning([.ok("{}")]) { canned, url in
            try await Asking.client(url) { client in
                _ = try await client.job(id.uppercased())
                _ = try await client.job(callbackID: "a b&c+é")
                var query = JobQuery(state: "failed", kind: "video", limit: 5)
                query.token = "t=1"
                _ = try await client.jobs(query)
                _ = try await client.wait(for: id, timeoutSeconds: 30)
                _ = try await client.cancel(id)
                _ = try await client.retry(id, afterAttempt: 2)
                _ = try await client.attach(id, videoID: "v\"1")
                _ = try await client.fail(id, message: "gone")
                _ = try await client.fail(id, message: "gone", code: "lost")
                _ = try await client.explain(id)
                _ = try await client.events(ofJob: id)
                _ = try await client.events(limit: 3, token: "n")
                _ = try await client.event(id)
                _ = try await client.replay(id)
            }
            #expect(
                canned.received.map(\.line) == [
                    "GET /v1/jobs/\(id)", "GET /v1/jobs?callback_id=a%20b%26c%2B%C3%A9",
                    "GET /v1/jobs?state=failed&kind=video&limit=5&token=t%3D1",
                    "GET /v1/jobs/\(id)/wait?timeout=30", "POST /v1/jobs/\(id)/cancel", "POST /v1/jobs/\(id)/retry",
                    "POST /v1/jobs/\(id)/attach", "POST /v1/jobs/\(id)/fail", "POST /v1/jobs/\(id)/fail",
                    "GET /v1/jobs/\(id)/explain", "GET /v1/jobs/\(id)/events", "GET /v1/events?limit=3&token=n",
                    "GET /v1/events/\(id)", "POST /v1/events/\(id)/replay",
                ])
            #expect(
                canned.received.map(\.body).filter { !$0.isEmpty } == [
                    "{}", #"{"after_attempt":2}"#, #"{"video_id":"v\"1"}"#, #"{"message":"gone"}"#,
                    #"{"message":"gone","code":"lost"}"#, "{}",
                ])
        }
    }

    @Test("an id that is no UUID leads to no call", arguments: ["", "..", "x/cancel", "clp_01990000", "1?a=b"])
    func badIDs(_ bad: String) async throws {
        try await CannedClapper.withRunning([.ok("{}")]) { canned, url in
            try await Asking.client(url) { client in
                let errors = [
                    await Asking.error { () throws(ClapperClientError) in _ = try await client.cancel(bad) },
                    await Asking.error { () throws(ClapperClientError) in _ = try await client.event(bad) },
                ]
                for error in errors {
                    guard case .invalid("id", _) = error else {
                        Issue.record("\(String(describing: error))")
                        continue
                    }
                }
            }
            #expect(canned.received.isEmpty)
        }
    }

    @Test("a page is its items' bytes and the token of the next")
    func page() async throws {
        let body = #"{"data":[ {"id":"a", "x":1.50},{"id":"b"} ],"next_token":"t"}"#
        try await CannedClapper.withRunning([.ok(body), .ok(#"{"data":[],"next_token":null}"#)]) { _, url in
            try await Asking.client(url) { client in
                let page = try await client.jobs()
                #expect(String(decoding: page.bytes, as: UTF8.self) == body)
                #expect(
                    page.items.map { String(decoding: $0.bytes, as: UTF8.self) } == [
                        #"{"id":"a", "x":1.50}"#, #"{"id":"b"}"#,
                    ])
                #expect(page.nextToken == "t")
                let last = try await client.jobs()
                #expect(last.items.isEmpty)
                #expect(last.nextToken == nil)
                #expect(try await client.job(callbackID: "nobody") == nil)
            }
        }
    }

    @Test(
        "an address or token that cannot be sent is refused, and not shown",
        arguments: [
            ("", nil), ("ftp://x", nil), ("localhost:8080", nil), ("http://", nil), ("http://u:hidden@x", nil),
            ("http://x?token=hidden", nil), ("http://x/\n", nil), ("http://x", "hidden token"),
            ("http://x", "hidden\n"),
        ])
    func badConfiguration(_ url: String, _ token: String?) {
        let error = #expect(throws: ClapperClientError.self) { try ClapperClientConfiguration(url: url, token: token) }
        guard case .invalid(let field, let reason) = error else { return }
        #expect(field == (token == nil ? "url" : "token"))
        #expect(!reason.contains("hidden"))
    }

    @Test("a configuration does not show its token, and an empty one is none")
    func redaction() throws {
        let configuration = try ClapperClientConfiguration(url: "http://x//", token: "hidden")
        var dumped = ""
        dump(configuration, to: &dumped)
        #expect(!"\(dumped) \(configuration) \(String(reflecting: configuration))".contains("hidden"))
        #expect(configuration.hasToken)
        #expect(configuration.url == "http://x")
        #expect(try !ClapperClientConfiguration(url: "http://x", token: "").hasToken)
    }
}
