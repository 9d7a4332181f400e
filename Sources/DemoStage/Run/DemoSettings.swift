package import HeyGenSimulator

/// What the demo does.
package struct DemoSettings: Sendable {
    /// How HeyGen misbehaves unless somebody asks for something else: with the seed this makes at least two renders
    /// fail, three events get lost, one answer to a create get lost, and one event arrive twice.
    package static let defaultFaults: FaultRates = [.dropEvents: 0.2, .lostAnswer: 0.1, .duplicateEvents: 0.15]
    package static let defaultSeed: UInt64 = 1244
    package static let defaultFailRate = 0.15

    package var stage = StageSettings()
    /// The whole run; what is missing then is named.
    package var timeout = Duration.seconds(120)
    /// How long after the last job has ended the services may still be told.
    package var tellingLimit = Duration.seconds(10)

    /// For the demo of all kinds: nobody misbehaves but where it is told to, no render fails, and all are so short that
    /// an event is sure to come before Clapper reads by itself. An agent's session is read last, after 12.5 s.
    package static var allKinds: DemoSettings {
        var settings = DemoSettings()
        settings.stage.timeScale = 120
        settings.stage.renderSeconds = 20...40
        settings.stage.failRate = 0
        settings.stage.faults = FaultRates()
        return settings
    }

    package init() {
        stage.seed = Self.defaultSeed
        stage.failRate = Self.defaultFailRate
        stage.faults = Self.defaultFaults
    }
}
