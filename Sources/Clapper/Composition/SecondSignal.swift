import Foundation
import Logging
import ServiceLifecycle
import UnixSignals

/// Ends the process at once when a second SIGTERM or SIGINT comes: whoever sends it does not want to wait.
///
/// Everything is built to survive a `kill -9`, so nothing is lost by it: claims lapse, batches are sent again.
struct SecondSignal: Service {
    let logger: Logger

    /// Watches until it is told to stop, which is after everything else.
    func run() async throws {
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                let signals = await UnixSignalsSequence(trapping: .sigterm, .sigint)
                var count = 0
                for await signal in signals {
                    count += 1
                    guard count > 1 else { continue }
                    logger.warning("ended by a second signal", metadata: ["signal": "\(signal)"])
                    exit(1)
                }
            }
            try? await gracefulShutdown()
            group.cancelAll()
        }
    }
}
