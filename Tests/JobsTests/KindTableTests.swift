import Foundation
import Jobs
import Testing

@testable import HeyGen

@Suite("The README's table of kinds")
struct KindTableTests {
    private static let readme = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "README.md")

    @Test("has a line for each kind, and says of it what is true")
    func agrees() throws {
        let lines = try String(contentsOf: Self.readme, encoding: .utf8).split(separator: "\n").map(String.init)
        let wanted = RenderKind.all.map(Self.row)
        let first = try #require(lines.firstIndex { $0.hasPrefix("| `video` |") })
        #expect(Array(lines[first...].prefix { $0.hasPrefix("|") }) == wanted)
    }

    private static func row(_ kind: RenderKind) -> String {
        let needed = kind.pathMember.map { "`\($0)`" } ?? kind.listOfRenders.map { "one of `\($0)`" } ?? "–"
        let told = kind.hasEvents ? "event" : "reads alone"
        let schedule = ReadSchedule(
            prior: kind.firstRead, hasEvents: kind.hasEvents, timeScale: TimeScale(1))
        return "| `\(kind.name)` | `POST \(kind.create.text)` | \(needed) | \(told) | \(text(schedule.firstRead)) | "
            + "\(text(kind.deadline)) |"
    }

    private static func text(_ duration: Duration) -> String {
        let seconds = duration.components.seconds
        return seconds % 60 == 0 ? "\(seconds / 60) min" : "\(seconds) s"
    }
}
