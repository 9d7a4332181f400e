import ServiceLifecycle
import Synchronization

/// Commits in batches what callers hand in one by one: whatever gathered while the previous commit ran. Idle, an element
/// goes at once; busy, hundreds share a commit.
///
/// The queue is bounded: beyond `queueLimit` callers get ``JobStoreError/overloaded`` at once, and so do those whose
/// element has waited `ageLimit` when its turn comes: nothing of it was committed.
package final class Batcher<Element: Sendable, Answer: Sendable>: Service {
    private struct Waiting {
        let element: Element
        let since: ContinuousClock.Instant
        let continuation: CheckedContinuation<Answer, any Error>
    }

    private struct State {
        var waiting: [Waiting] = []
        var isClosed = false
    }

    private let batchLimit: Int
    private let queueLimit: Int
    private let lanes: Int
    private let ageLimit: Duration
    private let commit: @Sendable ([Element]) async throws -> [Result<Answer, any Error>]
    private let state = Mutex(State())
    private let signals: [Signal]

    /// - Parameters:
    ///   - batchLimit: the most elements of one commit.
    ///   - queueLimit: the most elements that wait.
    ///   - ageLimit: how long an element may wait for its turn, where its caller must be answered in time.
    ///   - lanes: how many commits may run at once; while one waits for the disk, the next gathers and runs.
    ///   - commit: commits a batch, and answers for each element in order. An error it throws is every element's answer.
    package init(
        batchLimit: Int, queueLimit: Int, lanes: Int, ageLimit: Duration = .seconds(3600),
        commit: @escaping @Sendable ([Element]) async throws -> [Result<Answer, any Error>]
    ) {
        self.batchLimit = batchLimit
        self.queueLimit = queueLimit
        self.lanes = lanes
        self.ageLimit = ageLimit
        self.commit = commit
        self.signals = (0..<lanes).map { _ in Signal() }
    }

    /// How many elements wait for a commit.
    package var waitingCount: Int { state.withLock { $0.waiting.count } }

    /// Hands in an element and waits for its commit.
    ///
    /// A caller that is cancelled still waits: its element may be committed, and must not be answered otherwise.
    /// - Throws: ``JobStoreError/overloaded``, ``JobStoreError/shuttingDown``, or what the commit threw.
    package func submit(_ element: Element) async throws -> Answer {
        try await withCheckedThrowingContinuation { continuation in
            let refusal = state.withLock { state -> JobStoreError? in
                if state.isClosed { return .shuttingDown }
                if state.waiting.count >= queueLimit { return .overloaded }
                state.waiting.append(Waiting(element: element, since: .now, continuation: continuation))
                return nil
            }
            if let refusal {
                continuation.resume(throwing: refusal)
            } else {
                for signal in signals { signal.raise() }
            }
        }
    }

    /// Commits until shutdown; then what has gathered is committed, and later elements are refused.
    package func run() async throws {
        await withTaskGroup(of: Void.self) { group in
            for signal in signals {
                group.addTask { await self.runLane(signal) }
            }
            await withGracefulShutdownHandler {
                await group.waitForAll()
            } onGracefulShutdown: {
                self.close()
            }
        }
        // A lane that is cancelled ends without having closed, and an element may come between a lane's last look and
        // the closing: nobody may wait for a lane that is gone.
        close()
        for waiting in takeAll() { waiting.continuation.resume(throwing: JobStoreError.shuttingDown) }
    }

    private func takeAll() -> [Waiting] {
        state.withLock { state in
            defer { state.waiting = [] }
            return state.waiting
        }
    }

    private func close() {
        state.withLock { $0.isClosed = true }
        for signal in signals { signal.raise() }
    }

    private func runLane(_ signal: Signal) async {
        while true {
            let gathered = state.withLock { state -> [Waiting] in
                let gathered = Array(state.waiting.prefix(batchLimit))
                state.waiting.removeFirst(gathered.count)
                return gathered
            }
            if gathered.isEmpty {
                if state.withLock({ $0.isClosed }) || Task.isCancelled { break }
                await signal.wait(atMost: .seconds(3600))
                if Task.isCancelled { close() }
                continue
            }
            let oldest = ContinuousClock.now - ageLimit
            let batch = gathered.filter { $0.since >= oldest }
            for waiting in gathered where waiting.since < oldest {
                waiting.continuation.resume(throwing: JobStoreError.overloaded)
            }
            if batch.isEmpty { continue }
            do {
                let answers = try await commit(batch.map(\.element))
                precondition(answers.count == batch.count, "a commit must answer for every element")
                for (waiting, answer) in zip(batch, answers) { waiting.continuation.resume(with: answer) }
            } catch {
                for waiting in batch { waiting.continuation.resume(throwing: error) }
            }
        }
    }
}
