import Foundation
import PostgreSQL

/// A job this worker may send, with the bytes to send and the fence of its claim.
package struct ClaimedJob: Sendable, Identifiable {
    /// How long the same key may be sent again after the first send, provider time. HeyGen keeps keys for 24 h.
    package static let keyWindow = Duration.seconds(23 * 3600)

    package let id: JobID
    /// Raised by every claim; a record with an older one is refused.
    package let epoch: Int
    package let attempt: Int
    package let seq: Int
    package let slotSeq: Int
    package let kind: String
    package let lane: String
    package let priority: Int
    package let callbackID: CallbackID
    package let request: [UInt8]
    package let traceparent: String?
    /// Not to be sent in a batch: one that it was in was refused.
    package let isSolo: Bool
    /// How HeyGen is to tell of it; nil: as configured.
    package let callbackMode: CallbackMode?

    /// Sent as `Idempotency-Key`: the same for every transport retry of one paid attempt.
    package var idempotencyKey: String { "\(id):\(attempt)" }

    init(_ row: PostgreSQLRow) throws {
        self.id = JobID(try row.decode("id"))
        self.epoch = Int(try row.decode("epoch", as: Int32.self))
        self.attempt = Int(try row.decode("attempt", as: Int16.self))
        self.seq = try row.decode("seq")
        self.slotSeq = try row.decode("slot_seq")
        self.kind = try row.decode("kind")
        self.lane = try row.decode("lane")
        self.priority = Int(try row.decode("priority", as: Int16.self))
        self.callbackID = CallbackID(try row.decode("callback_id"))
        self.request = try row.decode("request", as: Bytes.self).array
        self.traceparent = try row.decode("traceparent")
        self.isSolo = try row.decode("solo")
        self.callbackMode = try row.decode("callback_mode", as: String?.self).flatMap(CallbackMode.init)
    }
}
