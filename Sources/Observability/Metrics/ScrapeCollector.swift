import Synchronization

/// Reads values that live elsewhere, such as in the database, when a page is asked for.
final class ScrapeCollector: Sendable {
    private struct State {
        /// The last answer, good or bad: a database that fails is not asked more often than one that works.
        var last: (samples: [PrometheusSample]?, at: ContinuousClock.Instant)?
        var failures: UInt64 = 0
    }

    let name: String
    private let flight: SingleFlight<[PrometheusSample]>
    private let cache: Duration
    private let deadline: Duration
    private let now: @Sendable () -> ContinuousClock.Instant

    /// A lock around plain values; never held while the collector runs.
    private let state = Mutex(State())

    /// - Parameters:
    ///   - cache: for how long an answer is used again; raised to 1 s if less.
    ///   - deadline: how long one reading may take.
    init(
        name: String, cache: Duration, deadline: Duration,
        now: @escaping @Sendable () -> ContinuousClock.Instant,
        collect: @escaping @Sendable () async throws -> [PrometheusSample]
    ) {
        self.name = name
        self.cache = max(cache, .seconds(1))
        self.deadline = deadline
        self.now = now
        flight = SingleFlight(collect)
    }

    /// The samples, from memory if they are fresh. Empty when the collector fails or is late: a missing value is seen
    /// and alerted on, an old one that looks new is not.
    func read() async -> [PrometheusSample] {
        if let last = state.withLock({ $0.last }), now() - last.at < cache {
            return settle(last.samples, at: last.at)
        }
        let samples = try? await flight.value(within: deadline)
        return settle(samples, at: now())
    }

    /// In how many pages this collector's samples are missing.
    var failures: UInt64 {
        state.withLock { $0.failures }
    }

    private func settle(_ samples: [PrometheusSample]?, at instant: ContinuousClock.Instant) -> [PrometheusSample] {
        state.withLock {
            $0.last = (samples, instant)
            if samples == nil { $0.failures += 1 }
        }
        return samples ?? []
    }
}
