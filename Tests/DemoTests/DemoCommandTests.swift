import Foundation
import Glibc
import HeyGen
import TestSupport
import Testing

/// The demo as a person runs it. One after the other: each is four processes, and CI has two cores.
@Suite("clapper demo", .serialized, .timeLimit(.minutes(10)))
struct DemoCommandTests {
    /// Four times the usual speed.
    private let fast = ["--time-scale", "100"]

    /// Waits until everything of a demo or an `up` runs, and returns it.
    private func family(of run: BuiltClapper.Running) async throws -> Set<Descendants.Process> {
        try await eventually(within: .seconds(60), "PostgreSQL, the simulator and Clapper run") {
            let commands = Descendants.of(run.processID).map(\.command)
            return ["postgres -D ", "clapper simulate ", "clapper serve "].allSatisfy { part in
                commands.contains { $0.contains(part) }
            }
        }
        return Descendants.of(run.processID)
    }

    private func expectGone(_ family: Set<Descendants.Process>) async throws {
        try await eventually(within: .seconds(30), "nothing is left running") {
            !family.contains(where: \.isRunning)
        }
    }

    @Test("with HeyGen at its worst and a hostile environment every job ends and is told, and none is bought twice")
    func kept() async throws {
        let run = try await BuiltClapper.run(["demo"] + fast)
        #expect(run.code == 0, "\(run.err)")
        let lines = run.out.split(separator: "\n").map(String.init)
        #expect(
            lines.first?.split(separator: " ").joined(separator: " ")
                == "JOB CALLBACK ID STATE RESOLVED BY SECONDS TOLD")
        #expect(lines.last == "20 asked, 20 ended, 20 told, 0 bought twice")
        #expect(count(of: "renders failed", in: lines) >= 2)
        #expect(count(of: "events were dropped", in: lines) >= 3)
        #expect(count(of: "answers to creates were lost", in: lines) >= 1)
        #expect(count(of: "events arrived twice", in: lines) >= 1)
        #expect(lines.contains("1 event was forged: answered 401, believed by nobody"))
        #expect(lines.count { $0.contains(" poll ") } >= 3)
        #expect(run.logs.isEmpty)
        #expect(!run.out.contains("\u{1B}"))
        #expect(!run.err.contains("\u{1B}"))
    }

    /// The number at the beginning of the remark that goes on like this; 0 without one.
    private func count(of what: String, in lines: [String]) -> Int {
        let remark = lines.first { $0.drop(while: \.isNumber).hasPrefix(" \(what)") }
        return remark.flatMap { Int($0.prefix(while: \.isNumber)) } ?? 0
    }

    @Test("where HeyGen ignores the key a lost answer buys twice, and the demo fails and says what")
    func boughtTwice() async throws {
        let faults = ["--fault", "ignore-idempotency=1", "--fault", "lost-answer=0.2", "--json"]
        let run = try await BuiltClapper.run(["demo"] + fast + faults)
        #expect(run.code == 1, "\(run.err)")
        let report = try RawJSON(Array(run.out.utf8))
        let twice = (report["bought_twice"]?.elements ?? []).compactMap(\.string)
        #expect(!twice.isEmpty)
        #expect(twice.allSatisfy { $0.hasPrefix("demo-") })
        #expect(report["kept"]?.bool == false)
        #expect(report["verdict"]?.string == "20 asked, 20 ended, 20 told, \(twice.count) bought twice")
        let complaint = "bought twice: \(twice.joined(separator: ", "))"
        #expect((report["complaints"]?.elements ?? []).map(\.string) == [complaint])
        expectLogs(of: run)
    }

    @Test("without a notifier the demo fails and says who was not told")
    func notTold() async throws {
        let roles = ["--roles", "intake,api,submitter,reconciler,janitor"]
        let run = try await BuiltClapper.run(["demo"] + fast + roles)
        #expect(run.code == 1)
        #expect(run.out.hasSuffix("\n20 asked, 20 ended, 0 told, 0 bought twice\n"), "\(run.out)\(run.err)")
        let complaint = try #require(run.out.split(separator: "\n").first { $0.hasPrefix("not told: ") })
        #expect(complaint.split(separator: ",").count == 20)
        #expect(complaint.contains("demo-order_confirmation"))
        expectLogs(of: run)
    }

    @Test("what is missing when the time is over is named")
    func timeout() async throws {
        let run = try await BuiltClapper.run(["demo", "--time-scale", "1", "--timeout", "8"])
        #expect(run.code == 1)
        #expect(run.out.contains("\nnot ended: demo-appointment_reminder ("))
        #expect(run.out.hasSuffix("\n20 asked, 0 ended, 0 told, 0 bought twice\n"), "\(run.out)\(run.err)")
        expectLogs(of: run)
    }

    @Test(
        "a process that ends while jobs are under way ends the demo and is named, with the end of its log",
        arguments: [(SIGKILL, "was ended by signal 9"), (SIGTERM, "ended with exit code 0")])
    func childEnds(signal: Int32, how: String) async throws {
        let run = try await BuiltClapper.run(["demo"]) { run in
            let family = try await family(of: run)
            try await eventually(within: .seconds(30), "a job renders") { run.err.contains(" rendering\n") }
            let clapper = try #require(family.first { $0.command.hasPrefix("clapper serve") })
            kill(clapper.id, signal)
            try await expectGone(family)
        }
        #expect(run.code == 1)
        #expect(run.out == "")
        #expect(run.err.contains("the process clapper \(how); its log ends with:\n"), "\(run.err)")
        expectLogs(of: run)
    }

    @Test(
        "wrong usage is 2, and nothing is started",
        arguments: [
            ["--fault", "nonsense=1"], ["--timeout", "0"], ["--roles", "baker"], ["--roles", ""],
            ["--roles", "api,submitter"], ["--roles", "intake,submitter"],
        ])
    func usage(arguments: [String]) async throws {
        let run = try await BuiltClapper.run(["demo"] + arguments)
        #expect(run.code == 2)
        #expect(run.err.hasPrefix("clapper: \(arguments[0]): "))
        #expect(run.err.count(where: { $0 == "\n" }) == 1, "\(run.err)")
        #expect(run.logs.isEmpty)
    }

    @Test("when nobody reads what it says it goes on to its end and leaves no folder")
    func unread() async throws {
        let run = try await BuiltClapper.run(["demo"] + fast, isRead: false) { run in
            let family = try await family(of: run)
            try await eventually(within: .seconds(60), "nothing is left running") {
                !family.contains(where: \.isRunning)
            }
        }
        // The report could not be written, and that is said by the exit code.
        #expect(run.code == 1)
        #expect(run.logs.isEmpty)
    }

    @Test("SIGTERM stops everything in order and leaves no folder")
    func terminated() async throws {
        let run = try await BuiltClapper.run(["demo"]) { run in
            let family = try await family(of: run)
            run.signal(SIGTERM)
            try await expectGone(family)
        }
        #expect(run.code == 1)
        #expect(run.logs.isEmpty)
        #expect(run.err.hasSuffix("clapper: interrupted; everything that was started has been stopped\n"), "\(run.err)")
    }

    @Test("killed, it leaves nothing running")
    func killed() async throws {
        let run = try await BuiltClapper.run(["demo"]) { run in
            let family = try await family(of: run)
            run.signal(SIGKILL)
            try await expectGone(family)
        }
        #expect(run.code == nil)
    }

    /// A failed demo keeps its logs and says where.
    private func expectLogs(of run: BuiltClapper.Ended) {
        #expect(run.logs == ["clapper.log", "simulator.log"])
        #expect(run.err.contains("clapper: the logs are in /"))
    }
}
