import HeyGen
import Testing

@Suite struct RenderKindTests {
    /// An answer of HeyGen, as its schemas have it, for each kind.
    private static let answers: [(kind: String, created: String, id: String, completed: String, failed: String)] = [
        (
            "video", #"{"video_id":"v","status":"waiting"}"#, "v",
            #"{"id":"v","status":"completed","video_url":"https://x.test/a.mp4","duration":7.5}"#,
            #"{"id":"v","status":"failed","failure_code":"c","failure_message":"m"}"#
        ),
        (
            "template", #"{"id":"v","status":"pending"}"#, "v",
            #"{"id":"v","status":"completed","video_url":"https://x.test/a.mp4"}"#, #"{"id":"v","status":"failed"}"#
        ),
        (
            "video_agent", #"{"session_id":"s","status":"generating","video_id":null,"created_at":1}"#, "s",
            #"{"session_id":"s","status":"completed","video_id":null}"#,
            #"{"session_id":"s","status":"failed","messages":[{"role":"model","type":"error","content":"m"}]}"#
        ),
        (
            "video_translation", #"{"video_translation_ids":["t"]}"#, "t",
            #"{"id":"t","status":"completed","audio_url":"https://x.test/a.mp3","output_language":"de"}"#,
            #"{"id":"t","status":"failed","failure_message":"m"}"#
        ),
        (
            "proofread", #"{"video_translation_id":"t","status":"processing"}"#, "t",
            #"{"id":"t","status":"completed","video_url":"https://x.test/a.mp4"}"#,
            #"{"id":"t","status":"failed","failure_message":"m"}"#
        ),
        (
            "lipsync", #"{"lipsync_id":"l"}"#, "l",
            #"{"id":"l","status":"completed","video_url":"https://x.test/a.mp4"}"#,
            #"{"id":"l","status":"failed","failure_message":"m"}"#
        ),
        (
            "hyperframes", #"{"render_id":"r","status":"queued"}"#, "r",
            #"{"render_id":"r","status":"completed","video_url":"https://x.test/a.mp4"}"#,
            #"{"render_id":"r","status":"failed","failure_message":"m"}"#
        ),
        (
            "ai_clipping", #"{"ai_clipping_id":"c"}"#, "c",
            #"{"id":"c","status":"completed","clips":[{"video_url":null},{"video_url":"https://x.test/a.mp4"}]}"#,
            #"{"id":"c","status":"cancelled"}"#
        ),
    ]

    private func http(_ data: String) -> String {
        let body = #"{"data":\#(data)}"#
        return "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: \(body.utf8.count)\r\n\r\n\(body)"
    }

    @Test("every kind has answers here, and each of its answers is read")
    func answers() async throws {
        #expect(Self.answers.map(\.kind) == RenderKind.all.map(\.name))
        for answer in Self.answers {
            let kind = try #require(RenderKind.named(answer.kind))
            let created = try await WireClient.with(http(answer.created)) { client in
                try await client.create(CreateRequest(complete: Array("{}".utf8), of: kind), idempotencyKey: "k")
            }
            #expect(created.id == answer.id, "\(answer.kind)")
            let completed = try await WireClient.with(http(answer.completed)) { client in
                try await client.render(answer.id, of: kind.resource)
            }
            #expect(completed.id == answer.id)
            #expect(completed.status == .completed)
            #expect(completed.link?.hasPrefix("https://x.test/a.mp") ?? (kind.name == "video_agent"), "\(answer.kind)")
            let failed = try await WireClient.with(http(answer.failed)) { client in
                try await client.render(answer.id, of: kind.resource)
            }
            #expect(failed.status.isFailure, "\(answer.kind)")
        }
    }

    @Test("a session tells why it failed in its messages, and when it needs a person")
    func sessions() async throws {
        let failed = try await WireClient.with(http(Self.answers[2].failed)) { client in
            try await client.render("s", of: .videoAgent)
        }
        #expect(failed.failureMessage == "m")
        for word in ["waiting_for_input", "reviewing"] {
            let waiting = try await WireClient.with(http(#"{"session_id":"s","status":"\#(word)"}"#)) { client in
                try await client.render("s", of: .videoAgent)
            }
            #expect(waiting.personWord == word)
            #expect(waiting.status.isRunning)
        }
    }

    @Test("the member that names the path is cut from the body and encoded into the path")
    func pathMembers() throws {
        let request = try CreateRequest(
            Array(#"{"template_id":"a/b","variables":{"template_id":1},"unknown":[1.0]}"#.utf8), of: .template,
            callbackID: "c", titleSuffix: " [t]")
        #expect(
            String(decoding: request.body, as: UTF8.self)
                == #"{"callback_id":"c","title":"[t]","variables":{"template_id":1},"unknown":[1.0]}"#)
        #expect(throws: CreateRequestError.missing(member: "template_id")) {
            try CreateRequest(Array(#"{"template_id":7}"#.utf8), of: .template, callbackID: "c")
        }
        let refusal = try RenderKind.proofread.refusal(of: RawJSON(Array("{}".utf8)))
        #expect(refusal?.member == "proofread_id")
    }

    @Test("a kind without a title gets none, and a translation has one language")
    func titlesAndLanguages() throws {
        let request = try CreateRequest(
            Array(#"{"prompt":"p"}"#.utf8), of: .videoAgent, callbackID: "c", titleSuffix: " [t]")
        #expect(String(decoding: request.body, as: UTF8.self) == #"{"callback_id":"c","prompt":"p"}"#)
        let two = try RawJSON(Array(#"{"output_languages":["German","French"]}"#.utf8))
        #expect(RenderKind.videoTranslation.refusal(of: two)?.member == "output_languages")
        let one = try RawJSON(Array(#"{"output_languages":["German"]}"#.utf8))
        #expect(RenderKind.videoTranslation.refusal(of: one) == nil)
        #expect(RenderKind.video.refusal(of: two) == nil)
    }

    @Test("only lipsyncs have no event of their own")
    func events() {
        #expect(RenderKind.all.filter { !$0.hasEvents }.map(\.name) == ["lipsync"])
    }
}
