import DemoStage
import Foundation
import Glibc

/// Ends this process when the one that started it is gone, however that went: `demo` and `up` hold our standard input
/// open, and the kernel closes it when they end.
enum ParentWatch {
    /// More than an orderly shutdown takes. Nobody is left who would end us the hard way.
    private static let patienceSeconds: UInt32 = 15

    /// Watches if the environment says so. The shutdown is the same as by SIGTERM.
    static func beginIfAsked() {
        guard ProcessInfo.processInfo.environment[Lifeline.variable] == "on" else { return }
        // A thread of its own, because it does nothing but block.
        Thread.detachNewThread {
            waitForEnd(of: STDIN_FILENO)
            kill(getpid(), SIGTERM)
            sleep(patienceSeconds)
            kill(getpid(), SIGKILL)
        }
    }

    private static func waitForEnd(of descriptor: Int32) {
        var byte: UInt8 = 0
        while true {
            let count = unsafe read(descriptor, &byte, 1)
            if count == 0 || (count < 0 && errno != EINTR) { return }
        }
    }
}
