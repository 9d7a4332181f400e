import Jobs

/// A batch that may be sent, and the lease it stands under.
struct PreparedBatch: Sendable {
    let batch: ClaimedBatch
    let lease: WorkerLease
}
