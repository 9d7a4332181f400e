import ArgumentParser
import Clapper
import ClapperClient
import DemoStage
import Foundation

/// `clapper demo`: twenty jobs through a whole Clapper, and what came of them.
struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "Run twenty jobs against a simulated HeyGen that misbehaves, and judge what came of them.",
        discussion: """
            Starts a private PostgreSQL, a simulated HeyGen and Clapper as processes of their own, asks for twenty videos by \
            HTTP, and ends with a verdict: 0 if every job ended, its service was told, and none was bought twice; else 1. \
            DATABASE_URL and HEYGEN_* are ignored, so no render is bought.

            With --all-kinds two jobs of every kind are asked for: of one the event comes, of the other it is lost. 0 if each \
            ended the way it should.
            """)

    @OptionGroup var stage: StageOptions

    @Flag(help: "Every kind of job in place of the twenty videos: by webhook, and by poll.")
    var allKinds = false

    @Option(help: "Seconds after which the run is judged as it stands.")
    var timeout = 120.0

    @Flag(help: "Print the report as JSON.")
    var json = false

    @Flag(help: "Keep the logs of the processes also when all went well.")
    var keep = false

    func run() async throws {
        BrokenPipes.ignore()
        let settings = try settings()
        let logs: LogFolder
        do {
            logs = try LogFolder.temporary()
        } catch {
            throw CommandFailure(text: "\(error)")
        }
        let progress: any DemoProgress = Terminal.isStandardError ? TerminalProgress() : PlainProgress()
        let outcome: Outcome
        do {
            outcome = try await Interruption.cancels { try await play(settings, progress, logs) }
            await progress.finish()
        } catch {
            await progress.finish()
            throw failure(error, logs: logs)
        }
        let keepsLogs = keep || !outcome.isKept
        // Before the report, which nobody may be there to read.
        if !keepsLogs { logs.remove() }
        try Terminal.write(outcome.text)
        if keepsLogs { Terminal.say("the logs are in \(logs.path)") }
        if !outcome.isKept { throw ExitCode(ExitCodes.failure) }
    }

    /// A report as it is shown.
    private struct Outcome: Sendable {
        let isKept: Bool
        let text: Data
    }

    private func play(
        _ settings: DemoSettings, _ progress: any DemoProgress, _ logs: LogFolder
    ) async throws -> Outcome {
        let ink = Ink(for: STDOUT_FILENO)
        let width = Terminal.width
        if allKinds {
            let report = try await KindsDemo(settings: settings, observer: progress).run(logs: logs)
            let lines = KindsReportText(report: report, ink: ink, width: width).lines
            return Outcome(isKept: report.isKept, text: json ? try Self.line(report.json()) : Self.text(lines))
        }
        let report = try await Demo(settings: settings, observer: progress).run(logs: logs)
        let lines = ReportText(report: report, ink: ink, width: width).lines
        return Outcome(isKept: report.isKept, text: json ? try Self.line(report.json()) : Self.text(lines))
    }

    private static func line(_ json: Data) -> Data { json + Data("\n".utf8) }
    private static func text(_ lines: [String]) -> Data { Data((lines.joined(separator: "\n") + "\n").utf8) }

    private func settings() throws -> DemoSettings {
        var settings = allKinds ? DemoSettings.allKinds : DemoSettings()
        try stage.apply(to: &settings.stage, needed: [.intake, .api])
        guard timeout > 0, timeout <= 3600 else { throw UsageError(text: "--timeout: must be above 0, at most 3600") }
        settings.timeout = .seconds(timeout)
        return settings
    }

    private static func text(_ error: any Error) -> String {
        guard let error = error as? ClapperClientError else { return "\(CleanExitError(describing: error))" }
        return "a call to Clapper failed: \(error.problem?.detail ?? "\(error)")"
    }

    private func failure(_ error: any Error, logs: LogFolder) -> any Error {
        if error is Interruption {
            logs.remove()
            return CommandFailure(text: "interrupted; everything that was started has been stopped")
        }
        Terminal.complain(Self.text(error))
        Terminal.say("the logs are in \(logs.path)")
        return ExitCode(ExitCodes.failure)
    }
}
