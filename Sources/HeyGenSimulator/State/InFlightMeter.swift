/// Measures how many renders run at once.
///
/// The mean is weighted by time from the first accepted create to the last one: while there was something left to send.
/// Afterwards the last renders only drain, which says nothing about how well the slots were used.
struct InFlightMeter: Sendable {
    private(set) var current = 0
    private(set) var maximum = 0
    private var integral = 0.0
    private var lastChange = 0.0
    private var firstCreate: Double?
    private var lastCreate: (at: Double, integral: Double) = (0, 0)

    mutating func begin(at now: Double) {
        settle(now)
        if firstCreate == nil { firstCreate = now }
        lastCreate = (now, integral)
        current += 1
        maximum = max(maximum, current)
    }

    mutating func end(at now: Double) {
        settle(now)
        current -= 1
    }

    /// With a single create, or all at one instant: the maximum.
    var mean: Double {
        guard let firstCreate, lastCreate.at > firstCreate else { return Double(maximum) }
        return lastCreate.integral / (lastCreate.at - firstCreate)
    }

    private mutating func settle(_ now: Double) {
        let now = max(now, lastChange)
        integral += Double(current) * (now - lastChange)
        lastChange = now
    }
}
