import Jobs
import ServiceLifecycle
import Synchronization
import Testing

@Suite("Signals and batches")
struct SignalTests {
    @Test("a signal raised before the wait is not lost, and cancellation ends a wait")
    func signal() async {
        let signal = Signal()
        signal.raise()
        signal.raise()
        await signal.wait(atMost: .seconds(60))
        let waiting = Task { await signal.wait(atMost: .seconds(60)) }
        waiting.cancel()
        await waiting.value
        let raised = Task { await signal.wait(atMost: .seconds(60)) }
        signal.raise()
        await raised.value
    }

    @Test("every element gets its own answer, and what gathers during a commit shares the next one")
    func batches() async throws {
        let sizes = Mutex<[Int]>([])
        let batcher = Batcher<Int, Int>(batchLimit: 64, queueLimit: 1000, lanes: 1) { elements in
            sizes.withLock { $0.append(elements.count) }
            return elements.map { .success($0 * 2) }
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await batcher.run() }
            let answers = try await withThrowingTaskGroup(of: (Int, Int).self) { callers in
                for n in 0..<500 { callers.addTask { (n, try await batcher.submit(n)) } }
                return try await callers.reduce(into: [:]) { $0[$1.0] = $1.1 }
            }
            #expect(answers.count == 500)
            #expect(answers.allSatisfy { $0.value == $0.key * 2 })
            group.cancelAll()
        }
        #expect(sizes.withLock { $0.reduce(0, +) } == 500)
        await #expect(throws: JobStoreError.shuttingDown) { try await batcher.submit(1) }
    }

    @Test("a batcher that was cancelled before its first look refuses instead of letting callers wait for ever")
    func cancelledEarly() async throws {
        let batcher = Batcher<Int, Int>(batchLimit: 10, queueLimit: 10, lanes: 2) { $0.map { .success($0) } }
        let running = Task {
            while !Task.isCancelled { await Task.yield() }
            try await batcher.run()
        }
        running.cancel()
        try await running.value
        await #expect(throws: JobStoreError.shuttingDown) { try await batcher.submit(1) }
    }

    @Test("a full queue refuses at once, and a failed commit is every element's answer")
    func overload() async throws {
        struct Broken: Error {}
        let batcher = Batcher<Int, Int>(batchLimit: 10, queueLimit: 1, lanes: 1) { _ in throw Broken() }
        let first = Task { try await batcher.submit(1) }
        while batcher.waitingCount == 0 { await Task.yield() }
        await #expect(throws: JobStoreError.overloaded) { try await batcher.submit(2) }
        let running = Task { try await batcher.run() }
        await #expect(throws: Broken.self) { _ = try await first.value }
        running.cancel()
        try await running.value
    }
}
