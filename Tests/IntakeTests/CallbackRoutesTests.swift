import Foundation
import HTTPTypes
import Intake
import Jobs
import PostgreSQL
import TestSupport
import Testing

/// `/callbacks/heygen/{token}`: what the address is worth, and what the body is not.
@Suite("Callback addresses", .migratedDatabase)
struct CallbackRoutesTests {
    @Test("a hit on a job's own address is committed before it is answered, and makes us read")
    func hit() async throws {
        try await Door.open { door in
            let job = try await door.rendering(1)[0]
            let token = try #require(Door.tokens).token(for: job, attempt: 1)
            let answer = try await door.hit(token, Door.success("somebody-else", video: "vid_other"))
            #expect(answer.status == 200 && answer.body == #"{"disposition":"hint"}"#)
            let event = try #require(try await door.store.events(of: job).last)
            #expect(event.source == "callback_url" && event.callbackID == nil && event.videoID == nil)
            #expect(event.body == Door.success("somebody-else", video: "vid_other"))
            #expect(try await door.store.job(job).state == .rendering)
            let again = try await door.hit(token, Door.success("somebody-else", video: "vid_other"))
            #expect(again.body == #"{"disposition":"duplicate"}"#)
        }
    }

    @Test("a forged token is 404, and nothing of it is stored, whatever the body says")
    func forged() async throws {
        try await Door.open { door in
            let job = try await door.rendering(1)[0]
            let own = try #require(Door.tokens).token(for: job, attempt: 1)
            let other = CallbackTokens(secretKey: try SecretKey("another-key-of-32-characters-----"))
            for token in [other.token(for: job, attempt: 1), String(own.dropLast()), own + "A", "x", job.description] {
                #expect(try await door.hit(token, Door.success("job-0", video: "vid_job-0")).status == 404)
            }
            #expect(try await door.count("SELECT count(*) FROM clapper.events") == 0)
            #expect(try await door.count("SELECT count(*) FROM clapper.unmatched") == 0)
        }
    }

    @Test("whoever only asks is told the same for every token, and other methods are refused")
    func methods() async throws {
        try await Door.open { door in
            for method in [HTTPRequest.Method.options, .get, .head] {
                #expect(try await door.ask(method, at: "/callbacks/heygen/anything").status == 200)
            }
            let refused = try await door.ask(.put, at: "/callbacks/heygen/anything")
            #expect(refused.status == 405 && refused.allowed == "POST, OPTIONS, GET, HEAD")
        }
    }

    @Test("a body above the limit is 413, and without a key every hit is 503: HeyGen comes again")
    func refusals() async throws {
        var settings = IntakeSettings()
        settings.bodyLimitBytes = 100
        try await Door.open(settings: settings) { door in
            let job = try await door.rendering(1)[0]
            let token = try #require(Door.tokens).token(for: job, attempt: 1)
            #expect(try await door.hit(token, [UInt8](repeating: 0x20, count: 101)).status == 413)
        }
        try await Door.open(tokens: nil) { door in
            let answer = try await door.hit("x", [])
            #expect(answer.status == 503 && answer.body.contains("CLAPPER_SECRET_KEY"))
        }
    }
}
