import Foundation
import Glibc

extension Terminal {
    static var isStandardError: Bool { isatty(STDERR_FILENO) == 1 }

    /// Of the terminal behind standard error; a small one if it does not tell.
    static var sizeOfStandardError: (columns: Int, rows: Int) {
        var size = winsize()
        guard unsafe ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else {
            return (80, 24)
        }
        return (Int(size.ws_col), Int(size.ws_row))
    }

    /// Writes to standard error as it is: our own lines and what moves the cursor.
    static func draw(_ text: String) {
        if text.isEmpty { return }
        // Nobody looking is no reason to stop.
        try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
    }

    /// Writes a message of several lines to standard error, each without power over the terminal.
    static func complain(_ message: String) {
        let lines = message.split(separator: "\n", omittingEmptySubsequences: false)
        draw("clapper: " + lines.map { TerminalText.escaped(String($0)) }.joined(separator: "\n  ") + "\n")
    }
}
