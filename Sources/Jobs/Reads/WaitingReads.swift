package import Foundation

/// How many reads are due, counted no further than a limit.
package struct WaitingReads: Sendable, Hashable {
    package let count: Int
    package let oldest: Date?
    /// Whether an event asks for one of them.
    package let hasHint: Bool
}
