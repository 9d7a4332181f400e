import HeyGen
import Jobs

/// A create that may be sent: the claim, the lease it stands under, and the request whose hash is committed.
struct PreparedSend: Sendable {
    let claim: ClaimedJob
    let lease: WorkerLease
    let request: CreateRequest
}
