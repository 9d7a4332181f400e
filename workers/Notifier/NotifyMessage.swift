import Foundation
import HeyGen
package import Jobs

/// What a `notify_url` is told: a Standard Webhooks message about one completion.
package struct NotifyMessage: Sendable {
    /// The same on every retry, so a receiver can drop what it has had: `msg_` and the delivery's UUID without hyphens.
    package let id: String
    /// A JSON object with `type`, `timestamp`, `revision`, and the job as `data`.
    package let body: [UInt8]

    /// - Parameter job: as it stands now. A later revision may have changed it since the completion was owed: `type`
    ///   and `revision` are the completion's own, and the later one is told as well.
    package init(_ delivery: OwedDelivery, job: Job) {
        id = "msg_" + delivery.id.uuidString.lowercased().filter { $0 != "-" }
        var writer = JSONObjectWriter()
        writer.add("type", string: "job.\(delivery.state.rawValue)")
        writer.add("timestamp", string: delivery.createdAt.rfc3339)
        writer.add("revision", integer: delivery.revision)
        writer.add("data", raw: job.json)
        body = writer.finish()
    }

    /// The headers of one try, signed with every secret.
    func headers(at now: Date, secrets: [NotifySecret]) -> [(name: String, value: String)] {
        let timestamp = Int(now.timeIntervalSince1970)
        let signatures = secrets.map { $0.sign(id: id, timestamp: timestamp, body: body) }
        return [
            ("webhook-id", id), ("webhook-timestamp", "\(timestamp)"),
            ("webhook-signature", signatures.joined(separator: " ")),
        ]
    }
}
