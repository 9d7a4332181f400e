/// How long what has ended is kept, in days. Partitions are dropped whole, once every job in them has ended.
package struct Retention: Sendable, Hashable {
    /// Jobs, their outcomes and their callers' callback ids.
    package let jobsDays: Int
    package let eventsDays: Int
    package let completionsDays: Int

    /// At most 60 partitions of a table are then attached: reads by id stay flat.
    package init(jobsDays: Int = 180, eventsDays: Int = 30, completionsDays: Int = 14) {
        self.jobsDays = jobsDays
        self.eventsDays = eventsDays
        self.completionsDays = completionsDays
    }
}
