import CLibPQ
import Logging

extension PostgreSQLConnection {
    /// Stops the command under way on the server and reads its remains. Afterwards the connection is in sync, or closed.
    ///
    /// Not cancellable itself: it is what cancellation does. The request is awaited before the connection is used again,
    /// or it could hit the next command. It is repeated, because it stops one command of a pipeline only.
    func cancelOnServer() async {
        let end = ContinuousClock.now + Self.cancelGrace
        let pause: Duration = .milliseconds(200)
        while !libpq.isBad, let cancel = libpq.makeCancel(), ContinuousClock.now < end {
            let sent = await BlockingCalls.cancelling.run(until: end, cancellable: false) { cancel.send() }
            guard case .returned(true) = sent, !libpq.isFinished else { break }
            if await drain(until: min(end, .now + pause)) { return }
        }
        logger.warning(
            "PostgreSQL connection given up after a cancel request", metadata: ["backend": "\(backendProcessID)"])
        close()
    }

    /// Reads and drops what still comes; true when the connection is in sync again.
    private func drain(until instant: ContinuousClock.Instant) async -> Bool {
        do {
            while true {
                guard let result = try await nextResult(until: instant, cancellable: false) else {
                    if pendingSyncs > 0 { continue }
                    break
                }
                guard result.status == PGRES_PIPELINE_SYNC else { continue }
                pendingSyncs -= 1
                if pendingSyncs == 0 { break }
            }
            leavePipeline()
            return !libpq.isBad
        } catch {
            return false
        }
    }
}
