package import Foundation

/// A job's id: a UUIDv7, so ids ascend with time and name the partition they lie in.
package struct JobID: Sendable, Hashable, Comparable, CustomStringConvertible {
    package let uuid: UUID

    package init(_ uuid: UUID) {
        self.uuid = uuid
    }

    /// Reads a job id in its usual text form; `nil` if it is no UUID.
    package init?(parsing text: String) {
        guard let uuid = UUID(uuidString: text) else { return nil }
        self.uuid = uuid
    }

    /// When the job was enqueued, to the millisecond: it stands in the id.
    package var createdAt: Date {
        let b = uuid.uuid
        let milliseconds = [b.0, b.1, b.2, b.3, b.4, b.5].reduce(0) { $0 << 8 | UInt64($1) }
        return Date(timeIntervalSince1970: Double(milliseconds) / 1000)
    }

    /// Lower case, with hyphens, as PostgreSQL prints it.
    package var description: String { uuid.uuidString.lowercased() }

    package static func < (left: JobID, right: JobID) -> Bool {
        left.description < right.description
    }
}
