import Jobs
import Synchronization

/// Lets any number of callers share one read of a job's link.
final class SharedReads: Sendable {
    private typealias Waiter = CheckedContinuation<VideoAnswer?, Never>

    private let limit: Int
    /// Those who wait, by the job whose read one of them makes. A mutex: held for a few instructions.
    private let waiters = Mutex<[JobID: [Waiter]]>([:])

    /// - Parameter limit: reads of different jobs at once.
    init(limit: Int) { self.limit = limit }

    /// The answer of `read`, from this caller's own run or from the one under way.
    func answer(for job: JobID, _ read: () async -> VideoAnswer) async -> VideoAnswer {
        let joined = await withCheckedContinuation { (waiter: Waiter) in
            let answer = waiters.withLock { waiters -> VideoAnswer?? in
                if waiters[job] != nil {
                    waiters[job]?.append(waiter)
                    return .none
                }
                guard waiters.count < limit else {
                    return .some(.unavailable("too many links are read at once: ask again", retryAfterSeconds: 1))
                }
                waiters[job] = []
                return .some(nil)
            }
            // Outside the lock; those who joined are resumed by the one that reads.
            if let answer { waiter.resume(returning: answer) }
        }
        if let joined { return joined }
        let answer = await read()
        let waiting = waiters.withLock { $0.removeValue(forKey: job) } ?? []
        for waiter in waiting { waiter.resume(returning: answer) }
        return answer
    }

    /// How many wait for somebody else's read of this job.
    func waiting(for job: JobID) -> Int { waiters.withLock { $0[job]?.count ?? 0 } }
}
