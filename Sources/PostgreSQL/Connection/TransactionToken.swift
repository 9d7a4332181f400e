/// Names one transaction, so that a call can tell whether it belongs to it.
///
/// A task-local and not another connection type: the closure gets the connection everybody knows, its child tasks may
/// use it too, and a call from outside still waits until the transaction is over.
final class TransactionToken: Sendable {
    /// The transactions this task runs in: more than one when it uses several connections.
    @TaskLocal static var current: [TransactionToken] = []

    static func isCurrent(_ token: TransactionToken) -> Bool {
        current.contains { $0 === token }
    }
}
