/// Provider seconds per real second: 1 in production, more with the simulator.
///
/// Divides what happens at HeyGen's pace: priors, gaps, deadlines, holds and the key window. Leases, polls and timeouts
/// of our own are real time.
package struct TimeScale: Sendable, Hashable {
    package let factor: Double

    /// - Precondition: `factor` is positive and finite.
    package init(_ factor: Double) {
        precondition(factor > 0 && factor.isFinite, "a time scale must be positive and finite")
        self.factor = factor
    }

    /// The real time that a stretch of provider time takes.
    package func real(_ provider: Duration) -> Duration {
        provider / factor
    }

    /// The real time of a stretch of provider time, in whole milliseconds, at least 1.
    package func milliseconds(_ provider: Duration) -> Int {
        max(1, real(provider).milliseconds)
    }
}

extension Duration {
    /// Whole milliseconds, cut off.
    package var milliseconds: Int {
        Int(components.seconds) * 1000 + Int(components.attoseconds / 1_000_000_000_000_000)
    }

    /// Seconds with their fraction.
    package var seconds: Double {
        Double(components.seconds) + Double(components.attoseconds) / 1e18
    }
}
