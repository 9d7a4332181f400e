import Jobs
import PostgreSQL

/// Commits requests for jobs and reads the jobs back.
struct JobCommit: Sendable {
    /// The most bytes of requests in one statement: what an array of jobs may have.
    static let statementLimitBytes = JobsBody.arrayLimitBytes
    /// The longest an enqueue may wait for another transaction that holds its callback id. It keeps a connection
    /// meanwhile, so it is shorter than the pool's usual limit.
    private static let timeout = Duration.seconds(10)
    /// How often an enqueue that lost to another transaction is tried again. It was rolled back, so nothing is doubled.
    private static let tries = 3

    /// What became of one request of a statement.
    private typealias Insertion = Result<EnqueueResult, FieldProblem>

    let store: JobStore
    let wakeUps: WakeUps

    /// Answers for each request in order; a failure concerns that request alone.
    /// - Throws: when nothing may be taken for committed.
    func commit(_ requests: [JobRequest]) async throws -> [Result<EnqueueAnswer, any Error>] {
        var results: [Insertion] = []
        while results.count < requests.count {
            results += try await insert(Self.statement(requests[results.count...]))
        }
        let made = results.compactMap { try? $0.get() }
        if made.contains(where: \.isNew) { wakeUps.wake(.queued) }
        let wanted = made.filter { !$0.isConflict }.map(\.job)
        let jobs = await read(wanted)
        return zip(requests, results).map { request, result in
            Result<EnqueueAnswer, any Error> {
                switch try result.get() {
                // Recorded is recorded: a caller that were told otherwise would ask, and pay, again.
                case .created(let id): .created((try? jobs.get()[id]) ?? Job(queued: request, as: id))
                case .existing(let id): .existing(try Self.job(id, in: jobs.get()))
                case .conflict(let id): .conflict(id)
                }
            }
        }
    }

    private func read(_ ids: [JobID]) async -> Result<[JobID: Job], any Error> {
        do {
            return .success(Dictionary(try await store.jobs(Array(Set(ids))).map { ($0.id, $0) }) { first, _ in first })
        } catch {
            return .failure(error)
        }
    }

    /// As many of the first requests as one statement takes; at least one.
    private static func statement(_ requests: ArraySlice<JobRequest>) -> ArraySlice<JobRequest> {
        var bytes = 0
        let rest = requests.drop { request in
            bytes += request.request.count
            return bytes <= statementLimitBytes
        }
        return requests[..<max(rest.startIndex, requests.startIndex + 1)]
    }

    /// One statement; where the data of one request is refused, the halves of it, until that request stands alone.
    private func insert(_ requests: ArraySlice<JobRequest>, try number: Int = 1) async throws -> [Insertion] {
        do {
            return try await store.enqueue(Array(requests), timeout: Self.timeout).map { .success($0) }
        } catch let error as PostgreSQLError {
            guard let state = error.serverError?.state else { throw error }
            if state == .deadlockDetected || state == .serializationFailure, number < Self.tries {
                return try await insert(requests, try: number + 1)
            }
            guard Self.blamesData(state) else { throw error }
            if requests.count == 1 {
                return [.failure(FieldProblem("request", "cannot be stored: PostgreSQL refuses it (\(state))"))]
            }
            let middle = requests.startIndex + requests.count / 2
            return try await insert(requests[..<middle]) + insert(requests[middle...])
        }
    }

    /// Data exceptions (22), integrity violations (23), limits exceeded (54). Every other refusal is our own trouble.
    private static func blamesData(_ state: SQLState) -> Bool {
        ["22", "23", "54"].contains(state.errorClass)
    }

    private static func job(_ id: JobID, in jobs: [JobID: Job]) throws -> Job {
        guard let job = jobs[id] else { throw JobStoreError.notFound(id) }
        return job
    }
}

extension EnqueueResult {
    fileprivate var isNew: Bool {
        if case .created = self { true } else { false }
    }

    fileprivate var isConflict: Bool {
        if case .conflict = self { true } else { false }
    }
}
