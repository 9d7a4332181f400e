/// How a simulated HeyGen behaves. All durations are simulated seconds: real ones times ``timeScale``.
package struct SimulatorConfiguration: Sendable {
    /// The address to listen on.
    package var host = "127.0.0.1"
    /// 0 picks a free port.
    package var port = 0
    /// Decides, with the callback id, every fate, length and fault.
    package var seed: UInt64 = 1
    /// Simulated seconds per real second; above 0.
    package var timeScale = 1.0
    /// Renders at once; more creates are answered 429.
    package var limit = 10
    /// The key that is accepted; nil accepts every key that is not empty.
    package var apiKey: String?
    /// An endpoint registered from the start.
    package var webhookURL: String?
    /// The secret of that endpoint; nil makes one up, to be read from ``Simulator/webhookSecret``.
    package var webhookSecret: String?
    package var headerProfile = HeaderProfile.both
    package var faults = FaultRates()
    /// The share of renders that fail, 0 to 1.
    package var failRate = 0.1
    /// The shortest and the longest render, simulated seconds.
    package var renderSeconds = 60.0...300.0
    /// How late the fault `slow-create` answers, simulated seconds.
    package var slowCreateSeconds = 35.0
    /// Whether a URL is asked with OPTIONS before it is registered; real HeyGen does, as far as is known.
    package var probesEndpoints = true
    /// Whether a second endpoint for the same URL is taken; else it is a 409.
    package var takesSecondEndpoint = true
    /// Whether a finished video is followed by its GIF and caption events, 12 simulated seconds later.
    package var storyEvents = false
    /// The pause before each item of a batch is bought, simulated seconds.
    package var batchItemSeconds = 1.0
    /// Whether items of a batch that are not bought yet take up render slots, so that other creates are refused sooner.
    package var queuedItemsHoldSlots = false

    package init() {}
}
