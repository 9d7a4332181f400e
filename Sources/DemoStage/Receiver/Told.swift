/// What the receiver was told.
package struct Told: Sendable {
    /// One message; a retry of it has the same three.
    struct Message: Hashable, Sendable {
        let webhookID: String
        let job: String
        let revision: Int
    }

    private(set) var messages: [Message: Int] = [:]
    /// Calls that were not believed: no signature, a wrong one, or no job inside.
    private(set) var refused = 0

    mutating func add(_ message: Message) { messages[message, default: 0] += 1 }

    mutating func refuse() { refused += 1 }

    /// The highest revision of a job that was told; nil if none was.
    func revision(of job: String) -> Int? {
        messages.keys.filter { $0.job == job }.map(\.revision).max()
    }
}
