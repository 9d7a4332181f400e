package import Foundation

extension DemoReport {
    private struct Shape: Encodable {
        struct Job: Encodable {
            let name, id, callbackID, state: String
            let resolvedBy, videoID: String?
            let revision: Int
            let told: Bool
            let seconds: Double?
        }

        let kept: Bool
        let verdict: String
        let asked, ended, told, purchases: Int
        let boughtTwice, failedRenders, droppedEvents, duplicateEvents, resolvedByPoll, appliedTwice: [String]
        let lostAnswers, replays: Int
        let forgedEventStatus: Int?
        let complaints: [String]
        let seconds: Double
        let jobs: [Job]
    }

    /// The whole report as one JSON object, its members in snake case, sorted.
    package func json() throws -> Data {
        try ReportJSON.encode(shape)
    }

    private var shape: Shape {
        Shape(
            kept: isKept, verdict: verdict, asked: jobs.count, ended: jobs.count - notEnded.count,
            told: jobs.count - notTold.count, purchases: purchases, boughtTwice: boughtTwice,
            failedRenders: failedRenders, droppedEvents: droppedEvents, duplicateEvents: duplicateEvents,
            resolvedByPoll: resolvedByPoll, appliedTwice: appliedTwice, lostAnswers: lostAnswers, replays: replays,
            forgedEventStatus: forgedStatus, complaints: complaints, seconds: ReportJSON.rounded(seconds),
            jobs: jobs.map { job in
                Shape.Job(
                    name: job.name, id: job.id, callbackID: job.callbackID, state: job.state,
                    resolvedBy: job.resolvedBy, videoID: job.videoID, revision: job.revision, told: job.isTold,
                    seconds: job.seconds.map(ReportJSON.rounded))
            })
    }
}
