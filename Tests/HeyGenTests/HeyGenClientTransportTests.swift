import AsyncHTTPClient
import DemoStage
import HeyGen
import Logging
import Testing

@Suite struct HeyGenClientTransportTests {
    private func withClient<Result: Sendable>(
        _ baseURL: String, createTimeout: Duration = .seconds(20), _ body: (HeyGenClient) async throws -> Result
    ) async throws -> Result {
        let configuration = HeyGenConfiguration(
            baseURL: baseURL, credential: .apiKey("secret-key"), createTimeout: createTimeout)
        return try await HTTPClient.withHTTPClient(configuration: HeyGenClient.httpClientConfiguration()) { http in
            try await body(HeyGenClient(configuration: configuration, httpClient: http, logger: Logger(label: "test")))
        }
    }

    private func failure(_ answer: String) async throws -> HeyGenError? {
        try await CannedServer.withRunning(answer) { url in
            try await withClient(url) { client in
                do throws(HeyGenError) {
                    _ = try await client.createVideo(body: Array("{}".utf8), idempotencyKey: "k:1")
                    return nil
                } catch {
                    return error
                }
            }
        }
    }

    @Test(
        "answers no good server gives fall in their class",
        arguments: [
            ("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n", "credential"),
            ("HTTP/1.1 403 Forbidden\r\nContent-Type: text/html\r\nContent-Length: 6\r\n\r\n<html>", "credential"),
            ("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"data\":{\"video_id\"", "ambiguous"),
            ("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}", "ambiguous"),
            ("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nnope", "ambiguous"),
            (
                "HTTP/1.1 200 OK\r\nContent-Length: 40\r\n\r\n{\"error\":{\"code\":\"x\",\"message\":\"failed\"}}",
                "ambiguous"
            ),
            ("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 6\r\n\r\n<html>", "ambiguous"),
            ("HTTP/1.1 400 Bad\r\nContent-Length: 100\r\n\r\n{\"error\"", "ambiguous"),
            ("not http at all\r\n\r\n", "ambiguous"), ("", "ambiguous"),
        ])
    func answers(_ answer: String, _ label: String) async throws {
        #expect(try await failure(answer)?.label == label)
    }

    @Test("any 2xx with an id is a success, also under the name id and beside a null error")
    func createdIDs() async throws {
        let bodies = [
            #"{"data":{"video_id":"v1","status":"waiting"}}"#, #"{"data":{"id":"v1","status":"pending"},"error":null}"#,
        ]
        for body in bodies {
            let answer = "HTTP/1.1 202 Accepted\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
            let video = try await CannedServer.withRunning(answer) { url in
                try await withClient(url) { client in
                    try await client.createVideo(body: Array("{}".utf8), idempotencyKey: "k")
                }
            }
            #expect(video.id == "v1")
            #expect(video.status.isRunning)
        }
    }

    @Test("a refused connection and an unknown host mean not sent")
    func notSent() async throws {
        // Bound and not listened on: nobody answers, and no other test can be given it.
        let silent = try PortReservation()
        for url in ["http://127.0.0.1:\(silent.port)", "http://no-such-host.invalid"] {
            try await withClient(url) { client in
                await expect("not_sent") { () throws(HeyGenError) in
                    _ = try await client.createVideo(body: Array("{}".utf8), idempotencyKey: "k")
                }
                await expect("not_sent") { () throws(HeyGenError) in _ = try await client.video(id: "v") }
            }
        }
        _ = consume silent
    }

    @Test("an answer over 4 MiB is ambiguous")
    func largeAnswer() async throws {
        let body = String(repeating: " ", count: 4 * 1024 * 1024 + 1)
        #expect(
            try await failure("HTTP/1.1 200 OK\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)")?.label
                == "ambiguous")
    }

    @Test("an idempotency key HeyGen would refuse is never sent", arguments: ["", "a b", "é", "a~1"])
    func badKey(_ key: String) async throws {
        try await withClient("http://127.0.0.1:1") { client in
            await expect("refused") { () throws(HeyGenError) in
                _ = try await client.createVideo(body: Array("{}".utf8), idempotencyKey: key)
            }
        }
    }

    @Test("a credential's description does not show it")
    func redaction() {
        for credential in [Credential.apiKey("secret-key"), .accessToken("secret-key")] {
            #expect(!"\(credential) \(String(reflecting: credential))".contains("secret-key"))
            var dumped = ""
            dump(HeyGenConfiguration(credential: credential), to: &dumped)
            #expect(!dumped.contains("secret-key"))
        }
    }

    private func expect(_ label: String, _ call: () async throws(HeyGenError) -> Void) async {
        do throws(HeyGenError) {
            try await call()
            Issue.record("no error, expected \(label)")
        } catch {
            #expect(error.label == label, "\(error)")
        }
    }
}
