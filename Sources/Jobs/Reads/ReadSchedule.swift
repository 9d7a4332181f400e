/// When a render is first read: when its event is statistically late, and sooner while events do not come at all.
package struct ReadSchedule: Sendable, Hashable {
    /// The share of endings without an event above which events are believed to be lost.
    package static let lostShare = 0.2
    /// Observations below which the prior is used.
    package static let minimumObserved = 20

    /// The first read of a kind without data, in provider time.
    package let prior: Duration
    /// Whether the kind has events at all; without, reads keep the pace of lost ones and nobody is warned.
    package let hasEvents: Bool
    package let times: RenderTimes?
    package let timeScale: TimeScale

    package init(
        prior: Duration = .seconds(300), hasEvents: Bool = true, times: RenderTimes? = nil, timeScale: TimeScale
    ) {
        self.prior = prior
        self.hasEvents = hasEvents
        self.times = times
        self.timeScale = timeScale
    }

    /// Whether events seem to be lost, so that reads should come sooner.
    package var eventsAreLost: Bool {
        hasEvents && (times?.polledShare ?? 0) > Self.lostShare
    }

    /// Whether endings are found by reads rather than told.
    private var isPolled: Bool { !hasEvents || eventsAreLost }

    /// Real time from acceptance to the first read.
    package var firstRead: Duration {
        guard let times, times.observed >= Self.minimumObserved, let late = times.late, let median = times.median else {
            return timeScale.real(isPolled ? prior / 3 : prior)
        }
        // Observed times are real already. A tenth and a moment more, because an event needs time to arrive.
        return isPolled ? median : late * 1.1 + timeScale.real(.seconds(10))
    }

    /// Real time between the first and the second read; later gaps double. Never below half a second, however fast the
    /// simulator's time runs: a read must be over before the next one of the same video is due.
    package var baseGap: Duration {
        max(.milliseconds(500), timeScale.real(isPolled ? .seconds(15) : .seconds(30)))
    }

    /// The longest gap between reads, real time.
    package var maxGap: Duration {
        max(baseGap, timeScale.real(isPolled ? .seconds(120) : .seconds(600)))
    }
}
