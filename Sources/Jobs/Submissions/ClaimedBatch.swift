package import Foundation
import PostgreSQL

/// A batch of unknown fate that this worker may send again, with the bytes of the first send.
package struct ClaimedBatch: Sendable, Identifiable {
    package let id: UUID
    /// Raised by every claim; a record with an older one is refused.
    package let epoch: Int
    package let kind: String
    package let body: [UInt8]

    /// One whose first send is about to be committed.
    package init(id: UUID, kind: String, body: [UInt8]) {
        self.id = id
        self.epoch = 1
        self.kind = kind
        self.body = body
    }

    init(_ row: PostgreSQLRow) throws {
        self.id = try row.decode("id")
        self.epoch = Int(try row.decode("epoch", as: Int32.self))
        self.kind = try row.decode("kind")
        self.body = try row.decode("body", as: Bytes.self).array
    }

    /// Sent as `Idempotency-Key`: the same for every transport retry.
    package var idempotencyKey: String { "batch:\(id.uuidString.lowercased())" }
}
