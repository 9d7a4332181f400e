import Synchronization

/// Something that hangs and does not notice cancellation, until it is let go.
final class HangingOperation: Sendable {
    private struct State {
        var isReleased = false
        var waiting: [CheckedContinuation<Void, Never>] = []
        var calls = 0
    }

    private let state = Mutex(State())

    var calls: Int {
        state.withLock { $0.calls }
    }

    func hang() async {
        await withCheckedContinuation { continuation in
            let isReleased = state.withLock { state in
                state.calls += 1
                if !state.isReleased { state.waiting.append(continuation) }
                return state.isReleased
            }
            if isReleased { continuation.resume() }
        }
    }

    func release() {
        let waiting = state.withLock { state in
            state.isReleased = true
            defer { state.waiting = [] }
            return state.waiting
        }
        for continuation in waiting { continuation.resume() }
    }
}
