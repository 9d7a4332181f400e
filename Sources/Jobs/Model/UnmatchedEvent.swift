package import Foundation
import PostgreSQL

/// An event whose job is not known (yet): its enqueue may not have committed, or it belongs to another program.
package struct UnmatchedEvent: Sendable {
    /// SHA-256 of the body: what names it.
    package let hash: [UInt8]
    package let receivedAt: Date
    package let source: String
    package let type: String?
    package let verdict: String
    package let callbackID: String?
    package let videoID: String?
    package let eventID: String?
    /// How often it came.
    package let deliveries: Int
    /// The bytes as they came.
    package let body: [UInt8]?

    init(_ row: PostgreSQLRow) throws {
        self.hash = try row.decode("hash", as: Bytes.self).array
        self.receivedAt = try row.decode("received_at")
        self.source = try row.decode("source")
        self.type = try row.decode("type")
        self.verdict = try row.decode("verdict")
        self.callbackID = try row.decode("callback_id")
        self.videoID = try row.decode("video_id")
        self.eventID = try row.decode("event_id")
        self.deliveries = Int(try row.decode("deliveries", as: Int32.self))
        self.body = try row.decode("body", as: Bytes?.self)?.array
    }
}
