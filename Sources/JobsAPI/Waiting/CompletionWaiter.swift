package import Jobs
package import Logging
import ServiceLifecycle
import Synchronization

/// Lets many callers wait for jobs to end, with one loop that asks for all of them.
///
/// The loop wakes with every completion of this process, with those that others tell by NOTIFY, and at least once a
/// second, so that a hint that is lost costs a second and no more.
package final class CompletionWaiter: Service {
    /// The most callers that may wait.
    private let placeLimit: Int
    /// The most jobs of one question to the database.
    private static let questionLimit = 500
    private static let pollGap = Duration.seconds(1)
    /// Between two rounds, so that a burst of completions is one question.
    private static let roundGap = Duration.milliseconds(10)

    private struct State {
        var places: [JobID: [Int: Signal]] = [:]
        var count = 0
        var nextPlace = 0
        var isClosed = false
    }

    private let store: JobStore
    private let logger: Logger
    private let news: Signal
    // A Mutex, because it is held for a look into a dictionary.
    private let state = Mutex(State())

    package init(store: JobStore, wakeUps: WakeUps, placeLimit: Int = 10_000, logger: Logger) {
        self.placeLimit = placeLimit
        self.store = store
        self.logger = logger
        self.news = wakeUps.signal(for: .completed)
    }

    /// How many callers wait.
    package var waitingCount: Int { state.withLock { $0.count } }

    /// Lends a signal that is raised once the job has an outcome, and at shutdown.
    ///
    /// Only what ends after the place was taken is sure to raise it: look once more inside.
    /// - Throws: ``JobStoreError/overloaded`` when as many wait already as may, and what `body` throws.
    package func withPlace<T: Sendable>(for job: JobID, _ body: (Signal) async throws -> T) async throws -> T {
        let (place, signal) = try take(job)
        defer { leave(job, place) }
        return try await body(signal)
    }

    /// Answers waiting callers until shutdown; then everybody is let go.
    package func run() async throws {
        await withGracefulShutdownHandler {
            await withTaskCancellationHandler {
                await answer()
            } onCancel: {
                self.close()
            }
        } onGracefulShutdown: {
            self.close()
        }
    }

    private func take(_ job: JobID) throws(JobStoreError) -> (place: Int, signal: Signal) {
        let signal = Signal()
        let taken = state.withLock { state -> (place: Int, isFirst: Bool)? in
            guard state.count < placeLimit else { return nil }
            state.nextPlace += 1
            state.count += 1
            state.places[job, default: [:]][state.nextPlace] = signal
            if state.isClosed { signal.raise() }
            return (state.nextPlace, state.count == 1)
        }
        guard let taken else { throw .overloaded }
        // The loop sleeps long while nobody waits.
        if taken.isFirst { news.raise() }
        return (taken.place, signal)
    }

    private func leave(_ job: JobID, _ place: Int) {
        state.withLock { state in
            state.places[job]?[place] = nil
            if state.places[job]?.isEmpty == true { state.places[job] = nil }
            state.count -= 1
        }
    }

    private func close() {
        let everybody = state.withLock { state in
            state.isClosed = true
            return state.places.values.flatMap(\.values)
        }
        for signal in everybody { signal.raise() }
        news.raise()
    }

    private func answer() async {
        var isFailing = false
        while !state.withLock({ $0.isClosed }) {
            let jobs = state.withLock { Array($0.places.keys) }
            do {
                try await tell(jobs)
                isFailing = false
            } catch is CancellationError {
                return
            } catch {
                // The callers wait on; each reads its job itself at its limit. Said once, not every second.
                if !isFailing { logger.warning("waiting jobs not read", metadata: ["reason": "\(error)"]) }
                isFailing = true
            }
            await news.wait(atMost: jobs.isEmpty ? .seconds(3600) : Self.pollGap)
            // Ends early when cancelled, and then the loop does.
            try? await Task.sleep(for: Self.roundGap)
        }
    }

    private func tell(_ jobs: [JobID]) async throws {
        var start = 0
        while start < jobs.count {
            let chunk = Array(jobs[start..<min(start + Self.questionLimit, jobs.count)])
            start += chunk.count
            let ended = try await store.ended(among: chunk)
            let signals = state.withLock { state in ended.flatMap { state.places[$0].map { Array($0.values) } ?? [] } }
            for signal in signals { signal.raise() }
        }
    }
}
