import AsyncHTTPClient
import Foundation
import HeyGen
import HeyGenSimulator
import Jobs
import NIOCore
import NIOHTTP1
import PostgreSQL
import TestSupport
import Testing

/// Links that HeyGen lets expire, and a caller who wants the video all the same.
@Suite("Links", .migratedDatabase, .timeLimit(.minutes(10)))
struct VideoLinkTests {
    @Test("the stored link answers 403, and the job's video still plays")
    func expired() async throws {
        // HeyGen's seven days in three seconds. No janitor: its hard limit of a day would be as short.
        try await Pipeline.run(
            environment: ["CLAPPER_ROLES": "intake,api,submitter,reconciler"], timeScale: 200_000
        ) { pipeline in
            let job = try #require(try await pipeline.ended(try await pipeline.enqueue(1)).first)
            let result = try RawJSON(Array((job.result?.text ?? "").utf8))
            let stored = try #require(result["video_url"]?.string)
            try await HTTPClient.withHTTPClient(configuration: HeyGenClient.httpClientConfiguration()) { http in
                try await eventually("the stored link has expired") { try await Self.get(stored, http).status == 403 }
                let answer = try await Self.get("\(pipeline.url)/v1/jobs/\(job.id)/video", http)
                #expect(answer.status == 302)
                let link = try #require(answer.location)
                #expect(link != stored)
                #expect(try await Self.get(link, http).status == 200)
            }
            #expect(try await pipeline.store.job(job.id).result == job.result)
        }
    }

    private static func get(_ url: String, _ http: HTTPClient) async throws -> (status: Int, location: String?) {
        var request = HTTPClientRequest(url: url)
        request.headers.add(name: "authorization", value: "Bearer \(Pipeline.token)")
        let response = try await http.execute(request, timeout: .seconds(10))
        _ = try await response.body.collect(upTo: 1 << 20)
        return (Int(response.status.code), response.headers.first(name: "location"))
    }
}
