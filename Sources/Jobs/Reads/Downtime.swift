package import Foundation

/// What the database tells of a time in which nobody listened: read, never written, so that an idle Clapper stays idle.
package struct Downtime: Sendable, Hashable {
    /// When the oldest job in flight was first sent; nil while none is.
    package let inFlightSince: Date?
    /// When HeyGen was last heard, by webhook or backfill; nil if not within the newest events.
    package let heardAt: Date?
    /// Since when the oldest due read waits: where a reconciler runs, that is a few seconds.
    package let waitingSince: Date?

    package init(inFlightSince: Date?, heardAt: Date?, waitingSince: Date?) {
        self.inFlightSince = inFlightSince
        self.heardAt = heardAt
        self.waitingSince = waitingSince
    }

    /// Whether a job is in flight for longer than `gap`, so that HeyGen's list may tell how it ended.
    package func tellsOfJobs(at now: Date, gap: TimeInterval) -> Bool { inFlightSince.map { $0 < now - gap } ?? false }

    /// How far back HeyGen's list of delivered events is worth walking; nil when nothing was missed.
    ///
    /// Worth it is an event that can end a job in flight, so none older than the oldest of these. Nobody listened if
    /// nothing was heard for longer than `gap`, or if a due read waits longer than that: HeyGen's own retries may arrive
    /// before we look, and then the last of what was heard proves nothing.
    /// - Parameters:
    ///   - gap: the shortest silence that counts.
    ///   - margin: events older than the last one heard that may have been missed all the same.
    ///   - longest: how far back at most.
    package func missed(since now: Date, gap: TimeInterval, margin: TimeInterval, longest: TimeInterval) -> Date? {
        guard let inFlightSince, tellsOfJobs(at: now, gap: gap) else { return nil }
        var from = max(inFlightSince - gap, now - longest)
        let isSilent = heardAt.map { $0 < now - gap } ?? true
        let isLate = waitingSince.map { $0 < now - gap } ?? false
        guard isSilent || isLate else { return nil }
        // While reads wait, an event heard a moment ago says nothing of those before it.
        if isSilent, let heardAt { from = max(from, heardAt - margin) }
        return from
    }
}
