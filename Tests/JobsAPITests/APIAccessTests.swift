import HTTPTypes
import HeyGen
import JobsAPI
import TestSupport
import Testing

@Suite("Access to /v1", .migratedDatabase)
struct APIAccessTests {
    private static let body = #"{"request":{"type":"avatar"}}"#

    @Test("without a token, with a wrong one or another scheme it is 401, and nothing is recorded")
    func unauthorized() async throws {
        let access = try APIAccess(parsing: "billing:s3cret,plain")
        try await API.withRunning(access: access) { api in
            for value in [nil, "Bearer wrong", "Bearer", "Bearer s3cret2", "Basic s3cret", "s3cret", "Bearer  s3cret"] {
                var headers: HTTPFields = [:]
                headers[.authorization] = value
                let answer = try await api.post("/v1/jobs", Self.body, headers: headers)
                #expect(answer.status == 401, "\(value ?? "none")")
                #expect(answer.headers[.wwwAuthenticate] == "Bearer")
                #expect(answer.headers[.contentType] == "application/problem+json")
            }
            #expect(try await api.jobs() == 0)
        }
    }

    @Test("the token's name is the lane of a job that names none; without a name it is default")
    func lane() async throws {
        try await API.withRunning(access: APIAccess(parsing: "billing:s3cret, plain")) { api in
            let named = try await api.post("/v1/jobs", Self.body, headers: [.authorization: "Bearer s3cret"])
            #expect(named.json?["lane"]?.string == "billing")
            let unnamed = try await api.post("/v1/jobs", Self.body, headers: [.authorization: "bearer plain"])
            #expect(unnamed.json?["lane"]?.string == "default")
            let given = try await api.post(
                "/v1/jobs", #"{"request":{},"lane":"bulk"}"#, headers: [.authorization: "Bearer s3cret"])
            #expect(given.json?["lane"]?.string == "bulk")
        }
    }

    @Test("with no token configured everything under /v1 is 503 with Retry-After, whatever is sent")
    func closed() async throws {
        try await API.withRunning(access: .closed) { api in
            for path in ["/v1/jobs", "/v1/nothing", "/v1"] {
                let answer = try await api.get(path, headers: [.authorization: "Bearer s3cret"])
                #expect(answer.status == 503, "\(path)")
                #expect(answer.headers[.retryAfter] != nil)
                #expect(answer.detail?.contains("CLAPPER_API_TOKENS") == true)
            }
        }
    }

    @Test("unknown paths and wrong methods need the token too, and then are 404, and 405 with Allow")
    func unknown() async throws {
        try await API.withRunning(access: APIAccess(parsing: "s3cret")) { (api) async throws in
            let known: HTTPFields = [.authorization: "Bearer s3cret"]
            for path in ["/v1", "/v1/", "/v1/nothing", "/v1/jobs/x/nothing", "//v1//nothing", "/v1/jobs/a/b/c"] {
                #expect(try await api.get(path).status == 401, "\(path)")
                #expect(try await api.get(path, headers: known).status == 404, "\(path)")
            }
            #expect(try await api.call(.delete, "/v1/jobs", nil).status == 401)
            let wrong = try await api.call(.delete, "/v1/jobs", nil, headers: known)
            #expect(wrong.status == 405)
            #expect(wrong.headers[.allow] == "POST, GET")
            let verb = try await api.get("/v1/jobs/x/cancel", headers: known)
            #expect(verb.status == 405)
            #expect(verb.headers[.allow] == "POST")
            #expect(
                try await api.call(HTTPRequest.Method("PROPFIND")!, "/v1/events", nil, headers: known).status == 405)
        }
    }

    @Test("what lies outside /v1 is nobody's business here")
    func outside() async throws {
        try await API.withRunning(access: .closed) { (api) async throws in
            #expect(try await api.get("/v2/jobs").status == 404)
            #expect(try await api.get("/").status == 404)
        }
    }

    @Test(
        "a list of tokens that cannot be meant is refused, naming the entry and no token",
        arguments: [
            ("", APIAccessError.noToken(entry: 1)), ("a:s3cret,", .noToken(entry: 2)),
            ("a:s3cret,b:", .noToken(entry: 2)),
            (":s3cret", .noName(entry: 1)), ("a b:s3cret", .badName(entry: 1)), ("a:s3 cret", .badToken(entry: 1)),
            ("a:s3cret,b:s3cret", .sameToken(entry: 2, as: 1)), ("s3cret,s3cret", .sameToken(entry: 2, as: 1)),
        ])
    func parsing(text: String, expected: APIAccessError) {
        #expect(throws: expected) { try APIAccess(parsing: text) }
        #expect(!"\(expected)".contains("s3cret"))
    }
}
