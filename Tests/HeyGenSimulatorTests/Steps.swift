import Foundation

@testable import HeyGenSimulator

/// A state with a clock of its own: one simulated second is one real one, and the test says which one it is.
func makeState(_ change: (inout SimulatorConfiguration) -> Void = { _ in }) -> SimulatorState {
    var configuration = SimulatorConfiguration()
    configuration.failRate = 0
    configuration.renderSeconds = 100...100
    change(&configuration)
    return SimulatorState(
        configuration: configuration, clock: SimulatedClock(scale: 1, startUnix: 1_785_000_000),
        salt: Array(repeating: 7, count: 32))
}

func videoBody(_ callbackID: String, script: String = "hello", more: String = "") -> [UInt8] {
    let text = #"{"type":"avatar","avatar_id":"a1","script":"\#(script)","callback_id":"\#(callbackID)"\#(more)}"#
    return Array(text.utf8)
}

extension SimulatorState {
    /// A create as the shell makes it: what was due before comes first.
    mutating func createStep(_ body: [UInt8], key: String? = nil, at now: Double) -> CreatePlan {
        advance(to: now)
        return create(body, key: key, now: now)
    }
}
