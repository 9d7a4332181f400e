package import HeyGenSimulator
package import PostgreSQLCluster

/// What is set up, and how the simulated HeyGen behaves.
package struct StageSettings: Sendable {
    /// Where the cluster lies, and what a crash may cost it. Without a folder it is a fresh one that is removed.
    package var cluster = PrivateCluster.Options(durability: .test)
    /// 0 picks a free one.
    package var port = 0
    /// 0 picks a free one.
    package var simulatorPort = 0
    package var seed: UInt64 = 1
    /// Simulated seconds per real second, for both sides.
    package var timeScale = 25.0
    package var faults = FaultRates()
    /// The share of renders that fail.
    package var failRate = 0.1
    /// The shortest and the longest render, simulated seconds; nil for the simulator's own.
    package var renderSeconds: ClosedRange<Double>?
    /// What `--roles` of `clapper serve` gets; nil for all.
    package var roles: String?
    package var secrets = StageSecrets()
    /// Whether `/v1` takes calls without a token.
    package var isOpen = false

    package init() {}
}
