import Foundation
import Jobs
import Synchronization
import TestSupport
import Testing

@testable import JobsAPI

@Suite("Reads that callers share")
struct SharedReadsTests {
    private final class Reads: Sendable {
        private let made = Mutex(0)

        var count: Int { made.withLock { $0 } }
        func begin() { made.withLock { $0 += 1 } }
    }

    @Test("many who ask for one job get the answer of one read, and a later one reads anew")
    func shared() async throws {
        let shared = SharedReads(limit: 4)
        let job = JobID(UUID())
        let reads = Reads()
        let (gate, open) = AsyncStream.makeStream(of: Void.self)
        await withTaskGroup(of: VideoAnswer.self) { group in
            for _ in 0..<10 {
                group.addTask {
                    await shared.answer(for: job) {
                        reads.begin()
                        for await _ in gate {}
                        return .link("https://x/\(reads.count)")
                    }
                }
            }
            while shared.waiting(for: job) < 9 { await Task.yield() }
            open.finish()
            for await answer in group { #expect(answer == .link("https://x/1")) }
        }
        #expect(await shared.answer(for: job) { .gone("later") } == .gone("later"))
        #expect(reads.count == 1)
    }

    @Test("beyond the limit of reads at once others are asked to come again, and those who join are not")
    func limit() async throws {
        let shared = SharedReads(limit: 1)
        let answer = await shared.answer(for: JobID(UUID())) {
            await shared.answer(for: JobID(UUID())) { .gone("never read") }
        }
        guard case .unavailable(_, retryAfterSeconds: 1) = answer else {
            Issue.record("\(answer)")
            return
        }
    }
}
