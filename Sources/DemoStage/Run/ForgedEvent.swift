import Foundation
import HeyGen

/// A lie: the success of a job that still renders, signed by somebody who does not have the secret.
struct ForgedEvent: Sendable {
    static let videoURL = "https://forged.example/video.mp4"

    let job: String
    let callbackID: String
    /// What it was answered.
    let status: Int

    /// Posts one to where HeyGen posts its events.
    static func post(to url: String, about job: DemoJob, _ http: PlainHTTP) async throws -> ForgedEvent {
        let body = body(job)
        let signature = WebhookSigner.sign(body: body, secret: "whsec_" + StageSecrets.random(bytes: 32))
        let answer = try await http.post(
            url, body,
            headers: [
                ("content-type", "application/json"), ("heygen-signature", signature),
                ("heygen-timestamp", "\(Int(Date().timeIntervalSince1970))"),
                ("heygen-event-id", "evt_" + StageSecrets.random(bytes: 12)),
            ])
        return ForgedEvent(job: job.id, callbackID: job.callbackID, status: answer.status)
    }

    private static func body(_ job: DemoJob) -> [UInt8] {
        var fields: [String: String] = ["url": videoURL, "callback_id": job.callbackID]
        fields["video_id"] = job.videoID
        let members = fields.sorted { $0.key < $1.key }.map { name, value in
            JSONString.quoted(name) + [UInt8(ascii: ":")] + JSONString.quoted(value)
        }
        let data = members.joined(separator: [UInt8(ascii: ",")])
        return Array(#"{"event_type":"avatar_video.success","event_data":{"#.utf8) + data + Array("}}".utf8)
    }
}
