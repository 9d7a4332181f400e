import Foundation
import Glibc

/// What stands at the other end of standard output, and the way to standard error.
enum Terminal {
    static var isStandardOutput: Bool { isatty(STDOUT_FILENO) == 1 }

    /// The columns of the terminal; nil if there is none or it does not tell.
    static var width: Int? {
        var size = winsize()
        guard unsafe ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return Int(size.ws_col)
    }

    /// Writes data to standard output.
    /// - Throws: ``CommandFailure`` when nobody reads it any more, as after `| head`.
    static func write(_ bytes: some Collection<UInt8>) throws {
        do {
            try FileHandle.standardOutput.write(contentsOf: Data(bytes))
        } catch {
            throw CommandFailure(text: "standard output cannot be written")
        }
    }

    /// Writes a message to standard error, on one line whatever it holds.
    static func say(_ message: String) {
        // Nobody reading our messages is no reason to stop.
        try? FileHandle.standardError.write(contentsOf: Data("clapper: \(TerminalText.escaped(message))\n".utf8))
    }
}
