import Synchronization

/// A port that becomes known once, or never.
final class ListeningPort: Sendable {
    private enum State {
        case unknown(waiting: [CheckedContinuation<Int, any Error>])
        case known(Int)
        case failed(any Error)
    }

    private let state = Mutex(State.unknown(waiting: []))

    func resolve(_ result: Result<Int, any Error>) {
        let waiting = state.withLock { state -> [CheckedContinuation<Int, any Error>] in
            guard case .unknown(let waiting) = state else { return [] }
            switch result {
            case .success(let port): state = .known(port)
            case .failure(let error): state = .failed(error)
            }
            return waiting
        }
        for continuation in waiting { continuation.resume(with: result) }
    }

    /// Waits until it is known. Whoever resolves it does so in any case, so nobody waits for ever.
    func value() async throws -> Int {
        try await withCheckedThrowingContinuation { continuation in
            let result = state.withLock { state -> Result<Int, any Error>? in
                switch state {
                case .unknown(let waiting):
                    state = .unknown(waiting: waiting + [continuation])
                    return nil
                case .known(let port): return .success(port)
                case .failed(let error): return .failure(error)
                }
            }
            if let result { continuation.resume(with: result) }
        }
    }
}
