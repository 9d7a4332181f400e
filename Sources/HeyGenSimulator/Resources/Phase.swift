/// How far a resource is, whatever its kind calls that.
enum Phase: Sendable, Equatable {
    case waiting, pending, running
    /// A session stands still until a message comes.
    case needsInput, reviewing
    case completed, failed, cancelled

    /// The word of the bulk reads, which use the old vocabulary for all kinds, and of the ledger.
    var bulkWord: String {
        switch self {
        case .waiting: "waiting"
        case .pending: "pending"
        case .running, .needsInput, .reviewing: "processing"
        case .completed: "completed"
        case .failed: "failed"
        case .cancelled: "cancelled"
        }
    }
}
