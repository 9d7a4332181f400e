import ClapperClient
import Synchronization
import Testing

@Suite struct WaitingTests {
    private func job(_ state: String) -> CannedClapper.Answer { .ok(#"{"id":"\#(Asking.id)","state":"\#(state)"}"#) }
    private let away = CannedClapper.Answer.problem(503, #""detail":"starting""#, retryAfter: "3600")

    @Test("a wait asks again until the job has ended, and tells each new state once")
    func ends() async throws {
        let answers = [job("queued"), job("rendering"), job("rendering"), job("failed")]
        try await CannedClapper.withRunning(answers) { canned, url in
            var states: [String] = []
            let last = try await Asking.client(url) { client in
                try await client.waitForEnd(of: Asking.id, within: .seconds(3600)) { states.append($0.state ?? "") }
            }
            #expect(last.isEnded)
            #expect(!last.isSucceeded)
            #expect(states == ["queued", "rendering", "failed"])
            #expect(canned.received.map(\.uri) == Array(repeating: "/v1/jobs/\(Asking.id)/wait?timeout=30", count: 4))
        }
    }

    @Test("when its time is over, the job is handed back as it stands")
    func limit() async throws {
        try await CannedClapper.withRunning([job("rendering")]) { canned, url in
            let last = try await Asking.client(url) { client in
                try await client.waitForEnd(of: Asking.id, within: .milliseconds(20))
            }
            #expect(!last.isEnded)
            #expect(last.state == "rendering")
            #expect(canned.received.allSatisfy { $0.uri.hasSuffix("timeout=1") })
        }
    }

    @Test("a Clapper that goes away in the middle is waited for; one that never answered is not")
    func away() async throws {
        try await CannedClapper.withRunning([job("rendering"), away, away, job("succeeded")]) { canned, url in
            let last = try await Asking.client(url) { client in
                try await client.waitForEnd(of: Asking.id, within: .seconds(3600))
            }
            #expect(last.isSucceeded)
            #expect(canned.received.count == 4)
        }
        try await CannedClapper.withRunning([away]) { canned, url in
            try await Asking.client(url) { client in
                let error = await Asking.error { () throws(ClapperClientError) in
                    _ = try await client.waitForEnd(of: Asking.id, within: .seconds(3600))
                }
                #expect(error?.problem?.status == 503)
            }
            #expect(canned.received.count == 1)
        }
    }

    @Test("a job that is gone, or a token that is no longer known, ends the wait")
    func refused() async throws {
        for status in [401, 404] {
            try await CannedClapper.withRunning([job("rendering"), .problem(status, #""detail":"d""#)]) { _, url in
                try await Asking.client(url) { client in
                    let error = await Asking.error { () throws(ClapperClientError) in
                        _ = try await client.waitForEnd(of: Asking.id, within: .seconds(3600))
                    }
                    #expect(error?.problem?.status == status)
                }
            }
        }
    }
}
