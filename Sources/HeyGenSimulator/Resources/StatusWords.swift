/// A kind's own words for how far a resource is; the vocabularies differ per endpoint.
struct StatusWords: Sendable {
    /// Before the work begins.
    let begun: String
    let running: String

    static let video = StatusWords(begun: "pending", running: "processing")
    static let translation = StatusWords(begun: "pending", running: "running")

    func word(_ phase: Phase) -> String {
        switch phase {
        case .waiting, .pending: begun
        case .running: running
        case .needsInput: "waiting_for_input"
        case .reviewing: "reviewing"
        case .completed: "completed"
        case .failed: "failed"
        case .cancelled: "cancelled"
        }
    }
}
