import HeyGen
import Testing

@Suite struct CreateRequestTests {
    private func compose(
        _ request: String, id: String = "job-1", url: String? = nil, suffix: String? = nil
    ) throws -> String {
        let composed = try CreateRequest(
            Array(request.utf8), of: .video, callbackID: id, callbackURL: url, titleSuffix: suffix)
        return String(decoding: composed.body, as: UTF8.self)
    }

    @Test("a missing callback id is put behind the opening brace, the rest stays byte for byte")
    func inserts() throws {
        let composed = try compose(" {  \"type\" : \"avatar\",\n\"z\":1.0, \"a\":\"\\u00e9\" }\n")
        #expect(composed == " {\"callback_id\":\"job-1\",  \"type\" : \"avatar\",\n\"z\":1.0, \"a\":\"\\u00e9\" }\n")
        #expect(try compose("{}") == #"{"callback_id":"job-1"}"#)
        #expect(try compose("{ }", url: "https://x.test/c", suffix: " [s]").contains("\"[s]\" }"))
    }

    @Test("callback fields that stand there are replaced in place, every duplicate, nested ones never")
    func replaces() throws {
        let composed = try compose(
            #"{"callback_id":"old","x":{"callback_id":"nested"},"callback_id": null,"callback_url":"u"}"#,
            url: "https://x.test/c")
        #expect(
            composed
                == #"{"callback_id":"job-1","x":{"callback_id":"nested"},"callback_id": "job-1","#
                + #""callback_url":"https://x.test/c"}"#)
    }

    @Test("without an address of ours the caller's callback_url stays")
    func keepsCallersAddress() throws {
        let composed = try compose(#"{"callback_url":"https://caller.test"}"#)
        #expect(composed == #"{"callback_id":"job-1","callback_url":"https://caller.test"}"#)
    }

    @Test("the title suffix goes inside the title, or becomes it")
    func titleSuffix() throws {
        #expect(
            try compose(#"{"title":"a \"b\"","callback_id":"x"}"#, suffix: " [\"1\\]")
                == #"{"title":"a \"b\" [\"1\\]","callback_id":"job-1"}"#)
        #expect(try compose(#"{"title":null,"callback_id":"x"}"#, suffix: " [1]").hasPrefix(#"{"title":"[1]""#))
        #expect(try compose(#"{"callback_id":"x"}"#, suffix: " [1]") == #"{"title":"[1]","callback_id":"job-1"}"#)
        #expect(try compose(#"{"title":5,"callback_id":"x"}"#, suffix: " [1]").hasPrefix(#"{"title":5"#))
    }

    @Test(
        "a cinematic request gets no callback fields and loses those it has",
        arguments: [
            (#"{"type":"cinematic_avatar","callback_id":"x","p":1}"#, #"{"type":"cinematic_avatar","p":1}"#),
            (#"{"callback_id":"x", "callback_url":"u" ,"type":"cinematic_avatar"}"#, #"{"type":"cinematic_avatar"}"#),
            (#"{"callback_id":"x","type":"cinematic_avatar","callback_url":"u"}"#, #"{"type":"cinematic_avatar"}"#),
            (
                #"{"type":"cinematic_avatar","callback_id":"x","callback_id":"y","callback_url":"u"}"#,
                #"{"type":"cinematic_avatar"}"#
            ),
            (#"{"type":"cinematic_avatar"}"#, #"{"type":"cinematic_avatar"}"#),
        ])
    func cinematic(_ request: String, _ expected: String) throws {
        #expect(try compose(request, url: "https://x.test/c") == expected)
    }

    @Test("every composed body is JSON, and composing twice gives the same bytes")
    func deterministicAndValid() throws {
        let requests = [
            "{}", #"{"callback_id":"a"}"#, #"{"type":"cinematic_avatar","callback_id":"a"}"#,
            #"{"callback_id":1,"type":"cinematic_avatar","callback_url":2,"title":"t"}"#, #"{"title":"\ud83d"}"#,
        ]
        for request in requests {
            let first = try compose(request, id: "quote\"\u{1}", url: "https://x.test", suffix: " [é]")
            #expect(try compose(request, id: "quote\"\u{1}", url: "https://x.test", suffix: " [é]") == first)
            let json = try RawJSON(Array(first.utf8))
            if json["type"] == nil { #expect(json["callback_id"]?.string == "quote\"\u{1}") }
        }
    }

    @Test("what is no object is refused")
    func refuses() {
        #expect(throws: CreateRequestError.notAnObject) { try compose("[]") }
        #expect(throws: CreateRequestError.self) { try compose("{") }
    }
}
