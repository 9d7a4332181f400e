import DemoStage

/// What the live view shows at one moment: a line that counts, and a line for each job.
struct ProgressFrame {
    let board: Board
    let elapsed: Duration
    let ink: Ink
    /// Of the terminal.
    let width: Int
    let height: Int

    /// At most `height - 1` lines, none wider than `width`. If they do not all fit, jobs that have ended give way.
    var lines: [String] {
        let room = max(1, height - 2)
        var jobs = board.jobs
        if jobs.count > room {
            let open = jobs.filter { !$0.isTold }
            let done = jobs.filter(\.isTold)
            jobs = Array((open + done).prefix(room))
        }
        let widest = board.jobs.map { TerminalText.width($0.callbackID) }.max() ?? 0
        return [TerminalText.cut(summary, to: width)] + jobs.map { line($0, widest) }
    }

    private var summary: String {
        let counts = ["queued", "submitting", "unknown", "rendering", "succeeded", "failed", "canceled"].compactMap {
            state in
            let count = board.count { $0.state == state }
            return count > 0 ? "\(count) \(state)" : nil
        }
        let told = board.count(where: \.isTold)
        return (["\(Self.seconds(elapsed / .seconds(1))) s"] + counts + ["\(told) told"]).joined(separator: " · ")
    }

    private func line(_ job: DemoJob, _ widest: Int) -> String {
        let id = job.callbackID + String(repeating: " ", count: widest - TerminalText.width(job.callbackID))
        let mark = Self.mark(job)
        var rest = Self.word(job)
        if let seconds = job.seconds { rest += "  \(Self.seconds(seconds)) s" }
        let text = TerminalText.cut("\(mark) \(id)  \(rest)", to: width)
        return ink.paint(text, Self.color(job))
    }

    private static func mark(_ job: DemoJob) -> String {
        switch job.state {
        case "queued": "·"
        case "submitting": "→"
        case "unknown": "?"
        case "rendering": "▸"
        case "succeeded": job.isTold ? "✓" : "○"
        default: job.isTold ? "✗" : "○"
        }
    }

    private static func color(_ job: DemoJob) -> Ink.Color? {
        switch job.state {
        case "succeeded": job.isTold ? .green : nil
        case "failed", "canceled": .red
        case "unknown": .yellow
        case "queued": .gray
        default: nil
        }
    }

    /// The state, and how and whether the service knows.
    static func word(_ job: DemoJob) -> String {
        guard job.isEnded else { return job.state }
        let source = job.resolvedBy.map { " by \($0)" } ?? ""
        return job.state + source + (job.isTold ? ", told" : "")
    }

    /// One decimal.
    static func seconds(_ seconds: Double) -> String {
        let tenths = Int((seconds * 10).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }
}
