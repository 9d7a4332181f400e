import Foundation
import HTTPTypes
import HeyGen
import Jobs
import JobsAPI
import Synchronization
import TestSupport
import Testing

/// `GET /v1/jobs/{id}/video` with whatever HeyGen says of the link.
@Suite("The video of a job", .migratedDatabase)
struct VideoRouteTests {
    private static let fresh = "https://files.example.com/new.mp4?Expires=\(Int(Date().timeIntervalSince1970) + 86_400)"
    private static let dying = "https://files.example.com/old.mp4?Expires=\(Int(Date().timeIntervalSince1970) + 300)"
    private static let over = "https://files.example.com/over.mp4?Expires=1700000000"

    /// A job that succeeded with this link.
    private static func succeeded(_ link: String, as name: String = "a", on api: API) async throws -> JobID {
        let id = try await api.store.enqueueOne(name)
        try await api.store.renderAll()
        let data = #"{"callback_id":"\#(name)","video_id":"vid_\#(name)","url":"\#(link)"}"#
        try await api.store.hear(#"{"event_type":"avatar_video.success","event_data":\#(data)}"#)
        return id
    }

    private static func withReads(
        _ answer: Result<ReadLink, HeyGenError>,
        _ body: @escaping @Sendable (API, _ reads: () -> Int) async throws -> Void
    ) async throws {
        let reads = Mutex(0)
        let reader = LinkReader { kind, id throws(HeyGenError) in
            #expect(kind == "video" && id.hasPrefix("vid_"))
            reads.withLock { $0 += 1 }
            return try answer.get()
        }
        try await API.withRunning(linkReader: reader, followsRedirects: false) { api in
            try await body(api) { reads.withLock { $0 } }
        }
    }

    @Test("a stored link that lives long enough is given without a read, to GET and HEAD, and never cached")
    func stored() async throws {
        try await Self.withReads(.success(.missing)) { api, reads in
            let id = try await Self.succeeded(Self.fresh, on: api)
            for method in [HTTPRequest.Method.get, .head] {
                let answer = try await api.call(method, "/v1/jobs/\(id)/video", nil)
                #expect(answer.status == 302)
                #expect(answer.headers[.location] == Self.fresh)
                #expect(answer.headers[.cacheControl] == "no-store")
            }
            #expect(reads() == 0)
        }
    }

    @Test("a link without an end is fresh for a quarter of an hour after it was stored")
    func young() async throws {
        try await Self.withReads(.success(.missing)) { api, reads in
            let id = try await Self.succeeded("https://files.example.com/v.mp4", on: api)
            #expect(try await api.get("/v1/jobs/\(id)/video").headers[.location] == "https://files.example.com/v.mp4")
            #expect(reads() == 0)
        }
    }

    @Test("an old link is read anew once, however often it is asked for, and the outcome stays as it was")
    func anew() async throws {
        try await Self.withReads(.success(.link(Self.fresh))) { api, reads in
            let id = try await Self.succeeded(Self.over, on: api)
            let before = try await api.store.job(id).json
            for _ in 0..<3 { #expect(try await api.get("/v1/jobs/\(id)/video").headers[.location] == Self.fresh) }
            #expect(reads() == 1)
            #expect(try await api.store.job(id).json == before)
        }
    }

    @Test("a video HeyGen has no more is 410, and says so")
    func gone() async throws {
        try await Self.withReads(.success(.gone("HeyGen does not know the video any more"))) { api, _ in
            let id = try await Self.succeeded(Self.dying, on: api)
            let answer = try await api.get("/v1/jobs/\(id)/video")
            #expect(answer.status == 410)
            #expect(answer.detail?.contains("HeyGen does not know the video any more") == true)
            #expect(answer.json?["job_id"]?.string == id.description)
        }
    }

    @Test("while HeyGen is away a link that is not over is given, and for one that is over 503 with Retry-After")
    func away() async throws {
        try await Self.withReads(.failure(.notSent("no route"))) { api, _ in
            let id = try await Self.succeeded(Self.dying, on: api)
            #expect(try await api.get("/v1/jobs/\(id)/video").headers[.location] == Self.dying)
            let other = try await Self.succeeded(Self.over, as: "b", on: api)
            let answer = try await api.get("/v1/jobs/\(other)/video")
            #expect(answer.status == 503)
            #expect(answer.headers[.retryAfter] == "5")
        }
    }

    @Test("HeyGen that is asked too often is left alone for as long as it says")
    func throttled() async throws {
        let refusal = APIError(status: 429, code: "rate_limit_exceeded", message: "slow down")
        try await Self.withReads(.failure(.throttled(retryAfter: .seconds(60), refusal))) { api, reads in
            let id = try await Self.succeeded(Self.over, on: api)
            for _ in 0..<3 { #expect(try await api.get("/v1/jobs/\(id)/video").status == 503) }
            #expect(reads() == 1)
        }
    }

    @Test("a process without a credential gives what is stored, and says which variable it lacks once that is over")
    func noCredential() async throws {
        try await API.withRunning(followsRedirects: false) { api in
            let id = try await Self.succeeded(Self.dying, on: api)
            #expect(try await api.get("/v1/jobs/\(id)/video").headers[.location] == Self.dying)
            let other = try await Self.succeeded(Self.over, as: "b", on: api)
            let answer = try await api.get("/v1/jobs/\(other)/video")
            #expect(answer.status == 503)
            #expect(answer.detail?.contains("HEYGEN_API_KEY") == true)
        }
    }

    @Test("nobody is sent to a link that is not https, stored or read")
    func unsafe() async throws {
        try await Self.withReads(.success(.link("http://files.example.com/v.mp4"))) { api, _ in
            let id = try await Self.succeeded("http://files.example.com/v.mp4", on: api)
            let answer = try await api.get("/v1/jobs/\(id)/video")
            #expect(answer.status == 503 && answer.headers[.location] == nil)
        }
    }

    @Test("a job that has not ended is 409 with its state, one that failed 404, and an unknown one too")
    func states() async throws {
        try await API.withRunning { api in
            let id = try await api.store.enqueueOne("a")
            let early = try await api.get("/v1/jobs/\(id)/video")
            #expect(early.status == 409 && early.headers[.retryAfter] == "5")
            #expect(early.detail?.contains("is queued") == true)
            try await api.store.renderAll()
            try await api.store.failByRead(id)
            let failed = try await api.get("/v1/jobs/\(id)/video")
            #expect(failed.status == 404 && failed.detail?.contains("failed") == true)
            #expect(try await api.get("/v1/jobs/\(UUID().uuidString)/video").status == 404)
            #expect(try await api.post("/v1/jobs/\(id)/video").status == 405)
        }
    }
}
