/// Where a job stands. The first four are phases in flight, the last three are how it ended.
package enum JobState: String, Sendable, Hashable, CaseIterable {
    /// Waits for a render slot.
    case queued
    /// Claimed by a submitter; holds a render slot.
    case submitting
    /// HeyGen accepted it; holds a render slot.
    case rendering
    /// A send got no clear answer: it may have been bought. Holds a render slot until evidence settles it.
    case unknown
    case succeeded
    case failed
    case canceled

    /// Whether the job has an outcome.
    package var isEnded: Bool {
        switch self {
        case .queued, .submitting, .rendering, .unknown: false
        case .succeeded, .failed, .canceled: true
        }
    }
}
