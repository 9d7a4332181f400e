import Foundation

/// Turns real time into simulated seconds since the simulator began, and back.
///
/// Schedules run in simulated seconds; everything that is shown to others (Unix times, dates, expiry of links) is real
/// time, so a receiver's own clock agrees with it at any scale.
struct SimulatedClock: Sendable {
    let scale: Double
    private let start = ContinuousClock.now
    private let startUnix: Double

    init(scale: Double, startUnix: Double = Date().timeIntervalSince1970) {
        precondition(scale > 0, "time can only run forwards")
        self.scale = scale
        self.startUnix = startUnix
    }

    /// Simulated seconds since the beginning.
    var now: Double { (ContinuousClock.now - start) / .seconds(1) * scale }

    /// The real instant of a simulated one.
    func instant(of simulated: Double) -> ContinuousClock.Instant { start + realDuration(simulated) }

    func realDuration(_ simulatedSeconds: Double) -> Duration { .seconds(simulatedSeconds / scale) }

    /// The real time of a simulated instant, in Unix seconds.
    func unix(_ simulated: Double) -> Double { startUnix + simulated / scale }

    /// The same as ISO 8601 text in UTC.
    func iso8601(_ simulated: Double) -> String {
        Date(timeIntervalSince1970: unix(simulated)).formatted(Date.ISO8601FormatStyle())
    }
}
