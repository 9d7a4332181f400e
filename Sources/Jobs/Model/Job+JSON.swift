package import Foundation
import HeyGen
import PostgreSQL

extension Job {
    /// The job as a JSON object with the field names of the HTTP API, as UTF-8 bytes.
    ///
    /// Written by hand because `request`, `metadata` and `result` are JSON already and must keep the caller's bytes.
    package var json: [UInt8] {
        var writer = JSONObjectWriter()
        writer.add("id", string: id.description)
        writer.add("callback_id", string: callbackID.text)
        writer.add("kind", string: kind)
        writer.add("lane", string: lane)
        writer.add("priority", integer: priority)
        writer.add("state", string: state.rawValue)
        writer.add("attempt", integer: attempt)
        writer.add("revision", integer: revision)
        writer.add("video_id", string: videoID)
        writer.add("request", raw: request)
        writer.add("metadata", raw: Array(metadata.text.utf8))
        writer.add("result", raw: result.map { Array($0.text.utf8) })
        writer.add("failure", raw: failure.map { Array($0.text.utf8) })
        writer.add("resolved_by", string: resolvedBy)
        writer.add("created_at", string: createdAt.rfc3339)
        writer.add("submitted_at", string: submittedAt?.rfc3339)
        writer.add("finished_at", string: finishedAt?.rfc3339)
        writer.add("max_attempts", integer: maxAttempts)
        writer.add("notify_url", string: notifyURL)
        writer.add("note", string: note)
        writer.add("callback_mode", string: callbackMode)
        return writer.finish()
    }
}

extension Date {
    /// RFC 3339 in UTC with milliseconds, as in `2026-01-31T12:00:00.000Z`.
    package var rfc3339: String {
        formatted(
            .iso8601.year().month().day().dateSeparator(.dash).time(includingFractionalSeconds: true).timeZone(
                separator: .omitted))
    }
}
