import Foundation
import Jobs
import Testing

@Suite("Callback tokens")
struct CallbackTokensTests {
    private let tokens: CallbackTokens

    init() throws {
        tokens = CallbackTokens(secretKey: try SecretKey("a-key-of-at-least-32-characters-1"))
    }
    private let job = JobID(UUID())

    @Test("a token names its job and attempt, is the same every time, and fits into a path")
    func named() throws {
        for attempt in [1, 2, 10, 300, 32_767] {
            let token = tokens.token(for: job, attempt: attempt)
            #expect(token.wholeMatch(of: /[A-Za-z0-9_-]{46}/) != nil)
            #expect(token == tokens.token(for: job, attempt: attempt))
            let named = try #require(tokens.check(token))
            #expect(named.job == job && named.attempt == attempt)
        }
        let urls = CallbackURLs(publicURL: "https://clapper.example.com/", tokens: tokens)
        #expect(
            urls.url(for: job, attempt: 1)
                == "https://clapper.example.com/callbacks/heygen/\(tokens.token(for: job, attempt: 1))")
    }

    @Test("a token with one character changed anywhere, cut, longer or of another key is none")
    func forged() throws {
        let token = tokens.token(for: job, attempt: 1)
        for index in token.indices {
            for other in ["A", "B", "-"] where String(token[index]) != other {
                var changed = token
                changed.replaceSubrange(index...index, with: other)
                #expect(tokens.check(changed) == nil, "\(changed)")
            }
        }
        for other in [
            "", String(token.dropLast()), token + "A", token + "=", token + "==", " " + token, token + "\n",
            job.description, String(repeating: "A", count: 46), "é",
            CallbackTokens(secretKey: try SecretKey("a-key-of-at-least-32-characters-2")).token(for: job, attempt: 1),
        ] {
            #expect(tokens.check(other) == nil, "\(other)")
        }
    }
}
