/// What a kind's newest outcomes teach: how long renders take, and whether events still come.
package struct RenderTimes: Sendable, Hashable {
    /// How many render times were observed.
    package let observed: Int
    package let median: Duration?
    /// The 98th percentile: an event that has not come by then is late.
    package let late: Duration?
    /// Endings told by a webhook, and endings we had to find ourselves.
    package let told: Int
    package let polled: Int

    package init(observed: Int, median: Duration?, late: Duration?, told: Int, polled: Int) {
        self.observed = observed
        self.median = median
        self.late = late
        self.told = told
        self.polled = polled
    }

    /// The share of endings no event told, 0 to 1; `nil` below ten endings, when it says nothing.
    package var polledShare: Double? {
        told + polled < 10 ? nil : Double(polled) / Double(told + polled)
    }
}
