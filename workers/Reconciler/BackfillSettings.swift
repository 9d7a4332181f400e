import Jobs

/// How HeyGen's list of delivered events is walked. Durations are provider time.
package struct BackfillSettings: Sendable {
    /// Pages of 100 events in one walk, at most.
    package var pageLimit = 200
    /// Between two pages: HeyGen limits requests and does not say how many.
    package var pagePause: Duration = .milliseconds(500)
    /// How often a page is asked for again after HeyGen did not give it.
    package var tries = 3
    /// The shortest silence that counts as downtime, and the least between two walks.
    package var gap: Duration = .seconds(600)
    /// How far before the last event that was heard a walk goes on.
    package var margin: Duration = .seconds(3600)
    /// How far back a walk goes by itself: beyond the 24 h in which HeyGen repeats a delivery, and over a weekend.
    package var longest: Duration = .seconds(72 * 3600)

    package init() {}
}
