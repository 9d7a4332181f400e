import Testing

@testable import Observability

struct LogRedactionTests {
    @Test(
        "secrets are cut out of running text and the rest stays",
        arguments: [
            ("plain: text = here", "plain: text = here"),
            ("see https://h/p?a=1&b=2, then", "see https://h/p?[redacted] then"),
            ("<https://h/p#frag>", "<https://h/p#[redacted]>"),
            (#"{"url":"https:\/\/h\/p?X=1","n":1}"#, #"{"url":"https:\/\/h\/p?[redacted]","n":1}"#),
            ("HTTP://H/p?q", "HTTP://H/p?[redacted]"),
            ("https://medium.example/@name/post", "https://medium.example/@name/post"),
            ("https://user:pw@h/p", "https://[redacted]@h/p"),
            ("postgres://u:p/w?x@h:5432/db", "postgres://[redacted]@h:5432/db"),
            ("postgres://u:pw@h/db?password=x@y z", "postgres://[redacted]@h/db?[redacted] z"),
            ("dbname=d password=pw host=h", "dbname=d password=[redacted] host=h"),
            ("X-Amz-Signature=abc&Expires=9", "X-Amz-Signature=[redacted]&Expires=9"),
            ("api_key=\"a b\" x=1", "api_key=[redacted] x=1"),
            ("token=", "token=[redacted]"), ("a://", "a://"), (":", ":"), ("=", "="),
        ])
    func clean(text: String, expected: String) {
        #expect(LogRedaction.clean(text) == expected)
    }

    @Test(
        "a key that mentions a sensitive word is sensitive",
        arguments: [
            "authorization", "x-api-key", "HEYGEN_API_KEY", "signature", "webhook.secret", "notifySecret", "api_tokens",
            "password", "database_url", "Set-Cookie",
        ])
    func sensitive(key: String) {
        #expect(LogRedaction.isSensitive(key: key))
    }

    @Test("an ordinary key is not", arguments: ["job_id", "video_id", "to", "", "url", "callback_id", "key"])
    func ordinary(key: String) {
        #expect(!LogRedaction.isSensitive(key: key))
    }

    @Test("whether and how many are set is shown; whatever else stands under a sensitive key is not")
    func counts() {
        #expect(["set", "not set", "0 set", "12 set"].allSatisfy(LogRedaction.isCount))
        #expect(!["", "whsec_a", "whsec_a set", "99999999 set", "0", "set it"].contains(where: LogRedaction.isCount))
    }

    @Test("a value is cut at its limit, even in the middle of a character")
    func limit() {
        let text = "a" + String(repeating: "é", count: LogRedaction.valueLimitBytes)
        let cleaned = LogRedaction.clean(text)
        #expect(cleaned.utf8.count <= LogRedaction.valueLimitBytes + 6)
        #expect(cleaned.hasSuffix("…"))
    }
}
