import Examples
package import Foundation
import HeyGen

extension KindsReport {
    private struct Shape: Encodable {
        struct Job: Encodable {
            let kind, example, id, callbackID, state, wanted: String
            let resolvedBy, videoID: String?
            let hasEvents, takesCallbackID, asWanted, told: Bool
            let delivered: Int
            let seconds: Double?
        }

        let kept: Bool
        let verdict: String
        let asked, ended, byWebhook, byPoll, told, purchases, prepared: Int
        let boughtTwice, complaints: [String]
        let seconds: Double
        let jobs: [Job]
    }

    /// The whole report as one JSON object, its members in snake case, sorted.
    package func json() throws -> Data {
        try ReportJSON.encode(shape)
    }

    private var shape: Shape {
        Shape(
            kept: isKept, verdict: verdict, asked: rows.count, ended: ended, byWebhook: count(.webhook),
            byPoll: count(.poll), told: told, purchases: purchases, prepared: prepared, boughtTwice: boughtTwice,
            complaints: complaints, seconds: ReportJSON.rounded(seconds),
            jobs: rows.map { row in
                Shape.Job(
                    kind: row.part.kind.name, example: row.part.example.name, id: row.job.id,
                    callbackID: row.job.callbackID, state: row.job.state, wanted: row.part.wanted.rawValue,
                    resolvedBy: row.job.resolvedBy, videoID: row.job.videoID, hasEvents: row.part.kind.hasEvents,
                    takesCallbackID: row.part.takesCallbackID, asWanted: row.isAsWanted, told: row.job.isTold,
                    delivered: row.delivered, seconds: row.job.seconds.map(ReportJSON.rounded))
            })
    }
}
