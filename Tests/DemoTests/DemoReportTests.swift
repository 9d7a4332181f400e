import HeyGen
import Testing

@testable import ClapperClient
@testable import DemoStage

@Suite("The report of a demo")
struct DemoReportTests {
    static func job(_ name: String, _ state: String, revision: Int = 1, told: Int? = nil) throws -> DemoJob {
        var job = DemoJob(name: name, callbackID: "demo-\(name)", id: "id-\(name)", state: "queued")
        let text = """
            {"id":"id-\(name)","state":"\(state)","revision":\(revision),"resolved_by":"poll",
             "created_at":"2026-01-31T12:00:00.500Z","finished_at":"2026-01-31T12:00:03.000Z"}
            """
        let json = try RawJSON(Array(text.utf8))
        job.update(Document(bytes: json.bytes, json: json))
        job.toldRevision = told
        return job
    }

    @Test("is kept when every job ended and was told, none was bought twice, and the forger was refused")
    func kept() throws {
        let report = DemoReport(
            jobs: [try Self.job("a", "succeeded", told: 1), try Self.job("b", "failed", told: 1)], seconds: 1)
        #expect(report.isKept)
        #expect(report.verdict == "2 asked, 2 ended, 2 told, 0 bought twice")
        #expect(report.jobs[0].seconds == 2.5)
    }

    @Test("a job whose newest revision was not told counts as not told")
    func oldRevision() throws {
        let report = DemoReport(jobs: [try Self.job("a", "succeeded", revision: 2, told: 1)], seconds: 1)
        #expect(report.verdict == "1 asked, 1 ended, 0 told, 0 bought twice")
        #expect(report.complaints == ["not told: demo-a"])
    }

    @Test("each thing that is wrong is a complaint that names whom it concerns")
    func complaints() throws {
        let jobs = [try Self.job("a", "rendering"), try Self.job("b", "succeeded", told: 1)]
        let report = DemoReport(
            jobs: jobs, seconds: 1, boughtTwice: ["demo-b"], appliedTwice: ["demo-b"], forgedStatus: 200,
            forgeryBelieved: ["demo-b"])
        #expect(!report.isKept)
        #expect(
            report.complaints == [
                "not ended: demo-a (rendering)", "not told: demo-a", "bought twice: demo-b", "ended twice: demo-b",
                "the forged event was answered 200 instead of 401", "a forged event was believed: demo-b",
            ])
        #expect(!report.remarks.contains { $0.contains("believed by nobody") })
    }

    @Test("with nothing asked, or nobody to lie to, nothing is kept")
    func nothing() throws {
        #expect(!DemoReport(jobs: [], seconds: 1).isKept)
        let report = DemoReport(jobs: [try Self.job("a", "succeeded", told: 1)], seconds: 1, forgedStatus: nil)
        #expect(report.complaints == ["no forged event was posted: nothing rendered"])
    }
}
