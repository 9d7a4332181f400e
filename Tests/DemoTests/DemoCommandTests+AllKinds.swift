import HeyGen
import Testing

/// Beside the twenty videos: every kind.
extension DemoCommandTests {
    @Test("with --all-kinds one job of every kind ends by webhook and one by poll, and the table says so")
    func allKinds() async throws {
        let run = try await BuiltClapper.run(["demo", "--all-kinds"])
        #expect(run.code == 0, "\(run.out)\(run.err)")
        let lines = run.out.split(separator: "\n").map(String.init)
        #expect(lines.first?.hasPrefix("KIND") == true)
        #expect(
            lines.last == "22 asked of 8 kinds, 22 ended: 10 by webhook, 12 by poll; 22 told, 0 bought twice")
        for kind in RenderKind.all {
            let rows = lines.filter { $0.contains("  kind-\(kind.name)") }
            #expect(rows.contains { $0.contains("-lost  ") && $0.contains("  poll") }, "\(kind.name)")
            let wanted = kind.hasEvents ? "  webhook" : "  poll, no event exists"
            #expect(rows.contains { $0.contains("-heard  ") && $0.contains(wanted) }, "\(kind.name)")
        }
        #expect(run.logs.isEmpty)
    }

    @Test("with --all-kinds and nobody who reads, the half without events does not end, and the verdict names it")
    func allKindsUnread() async throws {
        let arguments = ["--roles", "intake,api,submitter,notifier,janitor", "--time-scale", "400", "--timeout", "8"]
        let run = try await BuiltClapper.run(["demo", "--all-kinds", "--json"] + arguments)
        #expect(run.code == 1, "\(run.err)")
        let report = try RawJSON(Array(run.out.utf8))
        // An agent's event has no link, so it ends nothing before the session is read.
        #expect(
            report["verdict"]?.string
                == "22 asked of 8 kinds, 9 ended: 9 by webhook, 0 by poll; 9 told, 0 bought twice")
        let complaint = report["complaints"]?.elements.first?.string ?? ""
        #expect(complaint.hasPrefix("not ended: "))
        for kind in RenderKind.all {
            #expect(complaint.contains("kind-\(kind.name == "video" ? "video_avatar" : kind.name)-lost ("))
        }
        #expect(complaint.split(separator: ",").count == 13)
        #expect(run.logs == ["clapper.log", "simulator.log"])
    }
}
