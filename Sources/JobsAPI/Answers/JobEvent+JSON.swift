import Foundation
import HeyGen
import Jobs

extension JobEvent {
    /// The event as a JSON object, as UTF-8 bytes.
    var json: [UInt8] {
        var writer = JSONObjectWriter()
        writer.add("id", string: id.uuidString.lowercased())
        writer.add("job_id", string: job?.description)
        writer.add("at", string: at.rfc3339)
        writer.add("source", string: source)
        writer.add("type", string: type)
        writer.add("verdict", string: verdict)
        writer.add("disposition", string: disposition)
        writer.add("attempt", integer: attempt)
        writer.add("callback_id", string: callbackID)
        writer.add("video_id", string: videoID)
        writer.add("event_id", string: eventID)
        writer.add("detail", string: detail)
        writer.add(body: body)
        return writer.finish()
    }
}

extension UnmatchedEvent {
    /// The event as a JSON object, as UTF-8 bytes.
    var json: [UInt8] {
        var writer = JSONObjectWriter()
        writer.add("hash", string: hash.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined())
        writer.add("received_at", string: receivedAt.rfc3339)
        writer.add("source", string: source)
        writer.add("type", string: type)
        writer.add("verdict", string: verdict)
        writer.add("callback_id", string: callbackID)
        writer.add("video_id", string: videoID)
        writer.add("event_id", string: eventID)
        writer.add("deliveries", integer: deliveries)
        writer.add(body: body)
        return writer.finish()
    }
}

extension JSONObjectWriter {
    /// Bytes as they came: `body` where they are JSON, else `body_base64`.
    fileprivate mutating func add(body: [UInt8]?) {
        if let body, let json = try? RawJSON(body) {
            add("body", raw: Array(json.bytes))
        } else if let body {
            add("body_base64", string: Data(body).base64EncodedString())
        } else {
            add("body", raw: nil)
        }
    }
}
