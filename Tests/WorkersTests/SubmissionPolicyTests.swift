import Foundation
import HeyGen
import Jobs
import TestSupport
import Testing

@testable import Workers

@Suite("What an error of a create means", .migratedDatabase)
struct SubmissionPolicyTests {
    private static let policy = SubmissionPolicy(timeScale: TimeScale(10)) { wait, _ in wait ?? .seconds(7) }
    private static let error = APIError(status: 429, code: "rate_limit_exceeded", message: "slow down")

    /// A claim as the database gives it, of at least this epoch; the policy reads its epoch and names.
    private func claim(epoch: Int = 1) async throws -> ClaimedJob {
        try await withStore { store in
            let request = try JobRequest(request: RawJSON(Array(#"{"type":"avatar"}"#.utf8)))
            _ = try await store.enqueue([request])
            let worker = UUID()
            for _ in 0..<epoch {
                let claims = try await store.claim(
                    limit: 1, by: worker, lease: .seconds(60), in: try await store.queue())
                let claim = try #require(claims.first)
                if claim.epoch >= epoch { return claim }
                _ = try await store.releaseClaims(of: worker)
            }
            throw CancellationError()
        }
    }

    private func answer(_ error: HeyGenError, _ claim: ClaimedJob, jitter: Double = 0.5) -> SubmissionAnswer {
        Self.policy.answer(to: error, for: claim, jitter: jitter)
    }

    @Test("what did not reach HeyGen, and what it asks to wait with, returns to the queue")
    func returns() async throws {
        let claim = try await claim()
        guard case .notSent = answer(.notSent("no route"), claim).kind else { return #expect(Bool(false)) }
        guard case .notSent = answer(.canceled, claim).kind else { return #expect(Bool(false)) }
        for error in [
            HeyGenError.throttled(retryAfter: .seconds(3), Self.error),
            .retryLater(retryAfter: nil, Self.error), .credential(status: 401, "no"),
        ] {
            guard case .throttled = answer(error, claim).kind else {
                Issue.record("\(error) must burn no attempt")
                return
            }
        }
    }

    @Test("a refusal fails the job, with HeyGen's code and the field it names")
    func refuses() async throws {
        let refusal = APIError(status: 400, code: "invalid_parameter", message: "no such voice", param: "voice_id")
        guard case .refused(let code, let message) = answer(.refused(refusal), try await claim()).kind else {
            return #expect(Bool(false))
        }
        #expect(code == "invalid_parameter")
        #expect(message == "no such voice (voice_id)")
    }

    @Test("no clear answer, and an earlier send that still runs, leave the fate unknown")
    func unknown() async throws {
        let claim = try await claim()
        for error in [HeyGenError.ambiguous("reset"), .inProgress(retryAfter: .seconds(2))] {
            guard case .unknown = answer(error, claim).kind else {
                Issue.record("\(error) may have bought")
                return
            }
        }
    }

    @Test("waits are the provider's time, spread by jitter, and replays come with growing gaps")
    func waits() async throws {
        let first = try await claim()
        #expect(answer(.notSent("x"), first, jitter: 0).wait == .milliseconds(150))
        #expect(answer(.notSent("x"), first, jitter: 1).wait == .milliseconds(250))
        #expect(answer(.ambiguous("x"), first).wait == .milliseconds(500))
        // A refusal ends the job, unless its fate is unknown: then it is replayed, and not in a spin.
        let refusal = APIError(status: 400, code: "invalid_parameter", message: "no such voice")
        #expect(answer(.refused(refusal), first).wait == .milliseconds(500))
        let third = try await claim(epoch: 3)
        #expect(third.epoch >= 3)
        #expect(answer(.ambiguous("x"), third).wait > .milliseconds(1900))
    }
}
