package import Foundation

/// What became of one send of a batch. Recorded by `record_batch.sql`, which tells what each does to its jobs.
package struct BatchAnswer: Sendable {
    package enum Kind: Sendable {
        /// HeyGen took it, under this id of its own.
        case accepted(batchID: String)
        case refused, notSent, throttled, unknown
    }

    package let batch: UUID
    package let epoch: Int
    package let kind: Kind
    /// Accepted: until its first read. Otherwise until the next try. Real time.
    package let wait: Duration
    /// In words, for operators.
    package let note: String?

    package init(_ batch: ClaimedBatch, _ kind: Kind, wait: Duration, note: String? = nil) {
        self.batch = batch.id
        self.epoch = batch.epoch
        self.kind = kind
        self.wait = wait
        self.note = note
    }
}
