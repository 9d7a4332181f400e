import Foundation
import Jobs

/// The links that were read lately, by job. A value of bounded size.
struct KnownLinks: Sendable {
    struct Entry: Sendable {
        let link: String
        /// Another attempt's video may become the job's.
        let videoID: String
        let readAt: Date
    }

    private let limit: Int
    private var entries: [JobID: Entry] = [:]

    init(limit: Int) { self.limit = limit }

    func entry(of job: JobID, videoID: String?) -> Entry? {
        entries[job].flatMap { $0.videoID == videoID ? $0 : nil }
    }

    /// Remembers a link, in place of the oldest one where there are too many.
    mutating func remember(_ entry: Entry, of job: JobID) {
        if entries[job] == nil, entries.count >= limit,
            let oldest = entries.min(by: { $0.value.readAt < $1.value.readAt })
        {
            entries[oldest.key] = nil
        }
        entries[job] = entry
    }

    mutating func forget(_ job: JobID) { entries[job] = nil }
}
