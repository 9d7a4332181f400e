package import Jobs
import ServiceLifecycle
import Synchronization

/// Records jobs: those whose callback id we mint in batches that share a commit, the others by themselves.
///
/// A caller's own callback id may have to wait for another transaction that holds it. In a batch everybody would wait
/// with it, and on the pool of all a few such waits would leave no connection to anybody.
package final class Enqueuer: Service {
    private static let batchLimit = 256
    private static let queueLimit = 10_000
    /// While one commit waits for the disk, the next gathers and runs.
    private static let lanes = 2
    /// What may wait in memory; ten thousand requests of the largest size would be ten times as much as a machine has.
    private static let waitingLimitBytes = 268_435_456

    private let keyed: JobCommit
    private let batcher: Batcher<JobRequest, EnqueueAnswer>
    // A Mutex, because it is held for an addition.
    private let waitingBytes = Mutex(0)

    /// - Parameters:
    ///   - store: for those whose callback id we mint.
    ///   - keyed: for the others; on a pool of its own.
    package init(store: JobStore, keyed: JobStore, wakeUps: WakeUps) {
        let commit = JobCommit(store: store, wakeUps: wakeUps)
        self.keyed = JobCommit(store: keyed, wakeUps: wakeUps)
        self.batcher = Batcher(
            batchLimit: Self.batchLimit, queueLimit: Self.queueLimit, lanes: Self.lanes, commit: commit.commit)
    }

    /// Records one job. Returns after its commit.
    /// - Throws: ``JobStoreError/overloaded``, ``JobStoreError/shuttingDown``, ``FieldProblem`` when PostgreSQL refuses
    ///   its data, `PostgreSQLError` when it may not be taken for recorded.
    package func enqueue(_ request: JobRequest) async throws -> EnqueueAnswer {
        guard request.callbackID == nil else {
            guard let answer = try await keyed.commit([request]).first else { throw JobStoreError.overloaded }
            return try answer.get()
        }
        let bytes = request.request.count
        let isAdmitted = waitingBytes.withLock { waiting in
            guard waiting + bytes <= Self.waitingLimitBytes else { return false }
            waiting += bytes
            return true
        }
        guard isAdmitted else { throw JobStoreError.overloaded }
        defer { waitingBytes.withLock { $0 -= bytes } }
        return try await batcher.submit(request)
    }

    /// Records jobs that came together; answers in their order, a failure concerning that job alone.
    package func enqueue(_ requests: [JobRequest]) async throws -> [Result<EnqueueAnswer, any Error>] {
        requests.isEmpty ? [] : try await keyed.commit(requests)
    }

    /// Commits until shutdown; what has gathered then is committed.
    package func run() async throws {
        try await batcher.run()
    }
}
