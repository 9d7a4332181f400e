import Examples
import HeyGen
import Testing

@testable import ClapperCLI
@testable import ClapperClient
@testable import DemoStage

@Suite("The report of a demo of all kinds")
struct KindsReportTests {
    /// A row of a job that ended like this.
    private func row(
        _ part: KindPart, by source: String?, state: String = "succeeded", told: Bool = true, delivered: Int? = nil
    ) throws -> KindsReport.Row {
        var job = DemoJob(name: part.example.name, callbackID: part.callbackID, id: part.callbackID, state: "queued")
        let word = source.map { #""resolved_by":"\#($0)","# } ?? ""
        let json = try RawJSON(Array(#"{\#(word)"state":"\#(state)","revision":1,"video_id":"v"}"#.utf8))
        job.update(Document(bytes: json.bytes, json: json))
        job.toldRevision = told ? 1 : nil
        return KindsReport.Row(part: part, job: job, delivered: delivered ?? (part.wanted == .webhook ? 1 : 0))
    }

    /// All went well but for what `change` makes of one of them.
    private func report(
        boughtTwice: [String] = [], purchases: Int = 24,
        _ change: (KindPart) throws -> KindsReport.Row? = { _ in nil }
    ) throws -> KindsReport {
        let rows = try KindPart.all().map { part in
            try change(part) ?? row(part, by: part.wanted.rawValue)
        }
        return KindsReport(rows: rows, seconds: 1, purchases: purchases, prepared: 2, boughtTwice: boughtTwice)
    }

    @Test("is kept when each ended its own way, was told and was bought once; kind by kind")
    func kept() throws {
        let report = try report()
        #expect(report.complaints.isEmpty)
        #expect(
            report.verdict == "22 asked of 8 kinds, 22 ended: 10 by webhook, 12 by poll; 22 told, 0 bought twice")
        #expect(report.rows.prefix(2).map(\.job.callbackID) == ["kind-video_avatar-heard", "kind-video_avatar-lost"])
        let endings = Dictionary(
            report.rows.map { ($0.part.label, $0.ending) }, uniquingKeysWith: { first, _ in first })
        #expect(endings["lipsync"] == "poll, no event exists")
        #expect(endings["video (cinematic_avatar)"] == "webhook, by id alone")
        #expect(endings["template"] == "webhook")
        #expect(report.remarks.last == "10 events were lost on purpose, and Clapper asked for itself")
    }

    @Test("names the job that ended the other way, and whatever else is wrong with it")
    func wrong() throws {
        func complaints(_ id: String, _ change: (KindPart) throws -> KindsReport.Row) throws -> [String] {
            try report { part in part.callbackID == id ? try change(part) : nil }.complaints
        }
        let heard = "kind-template-heard"
        let lost = "kind-template-lost"
        #expect(try complaints(heard) { try row($0, by: "poll") } == ["not ended by webhook: \(heard)"])
        #expect(try complaints(lost) { try row($0, by: "webhook", delivered: 1) }.first == "not ended by poll: \(lost)")
        #expect(
            try complaints(heard) { try row($0, by: "webhook", delivered: 0) }
                == ["by webhook, though HeyGen delivered nothing: \(heard)"])
        #expect(
            try complaints(lost) { try row($0, by: "poll", delivered: 1) }
                == ["an event was delivered that should be lost: \(lost)"])
        #expect(
            try complaints(lost) { try row($0, by: nil, state: "rendering") } == ["not ended: \(lost) (rendering)"])
        #expect(
            try complaints(heard) { try row($0, by: "webhook", state: "failed") }
                == ["ended, but without a video: \(heard)"])
        #expect(try complaints(heard) { try row($0, by: "webhook", told: false) } == ["not told: \(heard)"])
    }

    @Test("knows what was bought too often, and which kind was not asked")
    func others() throws {
        #expect(try report(boughtTwice: ["x"]).complaints == ["bought twice: x"])
        #expect(
            try report(purchases: 25).complaints == ["25 bought, though 22 were asked and 2 prepared"])
        let one = try KindsReport(
            rows: [row(try KindPart(Examples.kinds[0], .heard), by: "webhook")], seconds: 1, purchases: 1, prepared: 0,
            boughtTwice: [])
        #expect(one.complaints.first?.hasPrefix("not asked: kind template, video_agent, ") == true)
        #expect(!one.isKept)
    }

    @Test("its table has a line for each job, and its JSON says the same")
    func shown() throws {
        let report = try report()
        let lines = KindsReportText(report: report, ink: Ink(isColored: false), width: nil).lines
        #expect(lines.count == 23 + 1 + 3 + 2)
        #expect(lines[0].hasPrefix("KIND"))
        #expect(lines.last == report.verdict)
        let json = try RawJSON(Array(try report.json()))
        #expect(json["kept"]?.bool == true)
        #expect(json["jobs"]?.elements.count == 22)
        #expect(json["by_poll"]?.int == 12)
    }
}
