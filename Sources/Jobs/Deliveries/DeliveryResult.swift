package import Foundation

/// What became of one try to tell a completion.
package struct DeliveryResult: Sendable {
    package enum Kind: Sendable, Hashable {
        /// The receiver answered 2xx: the row leaves.
        case told
        /// To be tried again after this real time.
        case again(after: Duration)
        /// Given up: an event of the job says why.
        case gone
    }

    package let id: UUID
    package let kind: Kind
    /// The HTTP status; `nil` without an answer.
    package let status: Int?
    package let note: String?

    package init(id: UUID, kind: Kind, status: Int?, note: String?) {
        self.id = id
        self.kind = kind
        self.status = status
        self.note = note
    }
}
