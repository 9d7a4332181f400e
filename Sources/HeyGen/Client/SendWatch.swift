import Synchronization

/// Remembers whether the HTTP client began to take the body of a request.
///
/// It takes it only over an open connection, after DNS, connect and TLS; and without its body HeyGen cannot have acted
/// on a create. So "not begun" proves "not sent", whatever the error says.
final class SendWatch: Sendable {
    private let flag = Atomic<Bool>(false)

    var began: Bool { flag.load(ordering: .acquiring) }

    func begin() { flag.store(true, ordering: .releasing) }
}
