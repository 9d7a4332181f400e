import Testing

@testable import ClapperCLI
@testable import DemoStage

@Suite("The live view")
struct ProgressFrameTests {
    private func frame(width: Int = 100, height: Int = 40, isColored: Bool = false) throws -> ProgressFrame {
        let jobs = try (0..<20).map { number in
            try DemoReportTests.job(
                "job-\(number)", number < 10 ? "rendering" : "succeeded", told: number < 10 ? nil : 1)
        }
        return ProgressFrame(
            board: Board(jobs), elapsed: .milliseconds(12_345), ink: Ink(isColored: isColored), width: width,
            height: height)
    }

    @Test("counts the states, and has a line for each job")
    func lines() throws {
        let lines = try frame().lines
        #expect(lines.count == 21)
        #expect(lines[0] == "12.3 s · 10 rendering · 10 succeeded · 10 told")
        #expect(lines[1] == "▸ demo-job-0   rendering  2.5 s")
        #expect(lines[20] == "✓ demo-job-19  succeeded by poll, told  2.5 s")
    }

    @Test("fits a small terminal, and shows what is under way rather than what is done")
    func small() throws {
        let lines = try frame(width: 20, height: 12).lines
        #expect(lines.count == 11)
        #expect(lines.allSatisfy { TerminalText.width($0) <= 20 })
        #expect(lines.dropFirst().allSatisfy { $0.hasPrefix("▸") })
    }

    @Test("without colors there is no escape, with them every line is closed")
    func colors() throws {
        #expect(try frame().lines.allSatisfy { !$0.contains("\u{1B}") })
        let colored = try frame(isColored: true).lines.filter { $0.contains("\u{1B}") }
        #expect(colored.count == 10)
        #expect(colored.allSatisfy { $0.hasSuffix("\u{1B}[0m") })
    }
}
