import Foundation
import HTTPTypes
import HeyGen
import Intake
import Jobs
import PostgreSQL
import TestSupport
import Testing

@Suite("The door for events", .migratedDatabase)
struct IntakeRoutesTests {
    @Test("a signed event is committed with its effect before it is answered, under either set of headers")
    func taken() async throws {
        try await Door.open { door in
            let ids = try await door.rendering(2)
            let first = Door.success("job-0", video: "vid_job-0")
            #expect(try await door.post(first) == (200, #"{"disposition":"applied"}"#))
            let second = Door.success("job-1", video: "vid_job-1")
            let plain = Door.signed(second, at: nil, header: "signature")
            #expect(try await door.post(second, headers: plain) == (200, #"{"disposition":"applied"}"#))
            let jobs = try await door.store.jobs(ids)
            #expect(jobs.allSatisfy { $0.state == .succeeded && $0.resolvedBy == "webhook" })
            #expect(try await door.post(first).body == #"{"disposition":"duplicate"}"#)
        }
    }

    @Test(
        "what is not signed by HeyGen is refused with 401 and writes nothing",
        arguments: [
            "unsigned", "flipped byte", "appended newline", "another secret", "63 digits", "65 digits",
            "not hexadecimal",
            "empty", "two signatures",
        ])
    func refused(_ flaw: String) async throws {
        try await Door.open { door in
            let ids = try await door.rendering(1)
            var body = Door.success("job-0", video: "vid_job-0")
            var headers = Door.signed(body)
            let name = HTTPField.Name("Heygen-Signature")!
            let signature = headers[name] ?? ""
            switch flaw {
            case "unsigned": headers[name] = nil
            case "flipped byte": body[40] ^= 1
            case "appended newline": body.append(10)
            case "another secret": headers = Door.signed(body, secret: "whsec_other")
            case "63 digits": headers[name] = String(signature.dropLast())
            case "65 digits": headers[name] = signature + "0"
            case "not hexadecimal": headers[name] = String(repeating: "g", count: 64)
            case "empty": headers[name] = ""
            default: headers.append(HTTPField(name: name, value: signature))
            }
            let answer = try await door.post(body, headers: headers)
            #expect(answer.status == 401)
            #expect(answer.body.contains("not signed by HeyGen"))
            #expect(!answer.body.contains(signature.isEmpty ? "\u{0}" : signature))
            #expect(try await door.store.jobs(ids)[0].state == .rendering)
            #expect(try await door.count("SELECT count(*) FROM clapper.events") == 0)
            #expect(try await door.count("SELECT count(*) FROM clapper.unmatched") == 0)
        }
    }

    @Test("without a secret events are answered 503 and nothing is written")
    func noSecret() async throws {
        try await Door.open(secrets: []) { door in
            let answer = try await door.post(Door.success("job-0", video: "v"))
            #expect(answer.status == 503)
            #expect(answer.body.contains("HEYGEN_WEBHOOK_SECRETS"))
            #expect(try await door.count("SELECT count(*) FROM clapper.unmatched") == 0)
        }
    }

    @Test("a stale or missing timestamp under a valid signature is taken, and refused in strict mode")
    func timestamps() async throws {
        for (date, strict, status) in [
            (Date(timeIntervalSinceNow: -82_800), false, 200), (Date(timeIntervalSinceNow: -82_800), true, 401),
            (nil, true, 401), (Date(), true, 200), (Date(timeIntervalSinceNow: 900), false, 200),
        ] as [(Date?, Bool, Int)] {
            var settings = IntakeSettings()
            settings.strictTimestamps = strict
            try await Door.open(settings: settings) { door in
                let body = Door.success("nobody", video: "nothing")
                let answer = try await door.post(body, headers: Door.signed(body, at: date))
                #expect(answer.status == status)
            }
        }
    }

    @Test("a probe is answered without the database, other methods are told what is allowed, and too much is 413")
    func methods() async throws {
        let nowhere = try PostgreSQLConfiguration(url: "postgres://me@127.0.0.1:1/none")
        try await Door.open(database: nowhere) { door in
            for method in [HTTPRequest.Method.options, .get, .head] {
                #expect(try await door.ask(method).status == 200)
            }
            for method in [HTTPRequest.Method.put, .delete, .patch] {
                let answer = try await door.ask(method)
                #expect(answer.status == 405)
                #expect(answer.allowed.contains("POST"))
            }
            let large = [UInt8](repeating: 0x20, count: 1_048_577)
            #expect(try await door.post(large).status == 413)
            let answer = try await door.post(Door.success("job-0", video: "v"))
            #expect(answer.status == 503)
        }
    }

    @Test("bodies no parser likes are stored raw, and none of forty good events beside them is harmed")
    func badBodies() async throws {
        let bad: [(name: String, body: [UInt8])] = [
            (
                "\\u0000",
                Array(#"{"event_type":"avatar_video.success","event_data":{"url":"https://x.test/\u0000"}}"#.utf8)
            ),
            ("lone surrogate", Array(#"{"event_type":"avatar_video.fail","event_data":{"msg":"\ud800"}}"#.utf8)),
            ("1e400000", Array(#"{"event_type":"avatar_video.success","event_data":{"duration":1e400000}}"#.utf8)),
            ("20,000 brackets deep", Array((String(repeating: "[", count: 20_000)).utf8)),
            ("20,000 objects deep", Array((String(repeating: #"{"a":"#, count: 20_000)).utf8)),
            ("invalid UTF-8", [0x7B, 0x22, 0xC3, 0x28, 0x22, 0x3A, 0x31, 0x7D]),
            ("BOM", [0xEF, 0xBB, 0xBF] + Array(#"{"event_type":"avatar_video.success"}"#.utf8)),
            ("[]", Array("[]".utf8)), ("null", Array("null".utf8)), ("empty", []), ("number", Array("1".utf8)),
            ("string", Array(#""x""#.utf8)), ("NaN", Array(#"{"a":NaN}"#.utf8)),
            (
                "callback id is a number",
                Array(#"{"event_type":"avatar_video.fail","event_data":{"callback_id":7}}"#.utf8)
            ),
            ("two event types", Array(#"{"event_type":"avatar_video.success","event_type":"x"}"#.utf8)),
            ("unknown type", Array(#"{"event_type":"avatar_video.failed","event_data":{}}"#.utf8)),
        ]
        try await Door.open { door in
            for (number, flaw) in bad.enumerated() {
                let prefix = "beside-\(number)"
                let ids = try await door.rendering(40, prefix: prefix)
                let answers = try await withThrowingTaskGroup(of: (Bool, Int).self) { group in
                    for i in 0..<40 {
                        if i == 20 { group.addTask { (true, try await door.post(flaw.body).status) } }
                        group.addTask {
                            let body = Door.success("\(prefix)-\(i)", video: "vid_\(prefix)-\(i)")
                            return (false, try await door.post(body).status)
                        }
                    }
                    return try await group.reduce(into: []) { $0.append($1) }
                }
                #expect(answers.allSatisfy { $0.1 == 200 }, "\(flaw.name)")
                #expect(answers.contains { $0.0 }, "\(flaw.name)")
                let jobs = try await door.store.jobs(ids)
                #expect(jobs.allSatisfy { $0.state == .succeeded }, "\(flaw.name)")
                let stored = try await door.store.pool.query(
                    Statement(
                        "",
                        """
                        SELECT (SELECT count(*) FROM clapper.events WHERE body = $1)
                             + (SELECT count(*) FROM clapper.unmatched WHERE body = $1)
                        """), [Bytes(flaw.body)])
                let count: Int = try #require(stored.first).decode(0)
                #expect(count >= 1, "\(flaw.name) is stored as it came")
            }
        }
    }

    @Test("an event whose enqueue has not committed yet is applied once it has, without being sent again")
    func beforeCommit() async throws {
        try await Door.open { door in
            try await TestDatabase.current.withConnection { connection in
                try await connection.transaction { connection in
                    _ = try await connection.query(
                        Statement(
                            "", "SELECT clapper.enqueue('video', '{\"type\":\"avatar\"}', callback_id => 'early')"))
                    let answer = try await door.post(Door.success("early", video: "vid_early"))
                    #expect(answer == (200, #"{"disposition":"unmatched"}"#))
                    // Redelivered it is new, never a duplicate.
                    #expect(try await door.post(Door.success("early", video: "vid_early")).body.contains("unmatched"))
                }
            }
            let id = try #require(try await door.store.job(callbackID: CallbackID("early")))
            try await eventually("the event is applied after the commit") {
                try await door.store.jobs([id])[0].state == .succeeded
            }
        }
    }

    @Test("the same event fifty times at once has one effect and fifty answers of 200")
    func fiftyTimes() async throws {
        try await Door.open { door in
            let ids = try await door.rendering(1)
            let body = Door.success("job-0", video: "vid_job-0")
            let answers = try await withThrowingTaskGroup(of: (status: Int, body: String).self) { group in
                for _ in 0..<50 { group.addTask { try await door.post(body) } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(answers.allSatisfy { $0.status == 200 })
            #expect(answers.filter { $0.body.contains("applied") }.count == 1)
            #expect(try await door.store.jobs(ids)[0].revision == 1)
            #expect(try await door.count("SELECT count(*) FROM clapper.completions") == 1)
        }
    }
}
