import DemoStage
import Glibc

/// The jobs on a terminal, redrawn in place.
actor TerminalProgress: DemoProgress {
    private let ink = Ink(for: STDERR_FILENO)
    /// Lines of ours that the cursor stands below.
    private var drawn = 0

    func notice(_ text: String) {
        Terminal.draw(erased + "clapper: \(TerminalText.escaped(text))\n")
    }

    func show(_ board: Board, elapsed: Duration) {
        let size = Terminal.sizeOfStandardError
        // A line as wide as the terminal would wrap on some of them.
        let frame = ProgressFrame(
            board: board, elapsed: elapsed, ink: ink, width: size.columns - 1, height: size.rows)
        let lines = frame.lines
        Terminal.draw(erased + lines.joined(separator: "\n") + "\n")
        drawn = lines.count
    }

    func finish() { Terminal.draw(erased) }

    /// What takes our lines away, in the same write as what comes instead: nothing flickers.
    private var erased: String {
        defer { drawn = 0 }
        return drawn > 0 ? "\u{1B}[\(drawn)A\r\u{1B}[J" : ""
    }
}
