/// What a submitter remembers of the queue between claims, so that a claim costs the same however long the queue is and
/// however many dead rows a pinned snapshot keeps.
package struct QueueView: Sendable, Hashable {
    /// Jobs of one lane in one priority.
    package struct Group: Sendable, Hashable {
        package let priority: Int
        package let lane: String
        /// No queued job of the group lies below, as of the last full look.
        package var seq: Int
    }

    package var groups: [Group]
    /// No render slot in use lies below.
    package var slotSeq: Int

    package init(groups: [Group] = [], slotSeq: Int = 0) {
        self.groups = groups
        self.slotSeq = slotSeq
    }

    /// Moves the bounds past what was claimed. A full look finds what this skips: jobs that committed late, or were not due.
    package mutating func advance(past claimed: [ClaimedJob]) {
        for job in claimed {
            guard let index = groups.firstIndex(where: { $0.priority == job.priority && $0.lane == job.lane }) else {
                continue
            }
            groups[index].seq = max(groups[index].seq, job.seq + 1)
        }
    }
}
