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

/// Steps on videos, as most tests take them.
extension SimulatorState {
    private var videos: ResourceCollection { ResourceDescription.video.reads! }

    mutating func create(_ body: [UInt8], key: String?, now: Double) -> CreatePlan {
        create(.resource(ResourceDescription.video.creates[0]), body, key: key, now: now)
    }

    mutating func create(
        _ target: CreateOrder.Target, _ body: [UInt8], path: String? = nil, parameter: String? = nil,
        key: String? = nil, now: Double
    ) -> CreatePlan {
        let standard =
            switch target {
            case .resource(let operation): operation.path
            case .batch(let batch): batch.path
            }
        let order = CreateOrder(
            target, path: path ?? standard, parameter: parameter, bytes: body, headerKey: key)
        return create(order, now: now)
    }

    func readVideo(_ id: String, now: Double) -> APIAnswer { read(id, in: videos, now: now) }
    mutating func deleteVideo(_ id: String) -> APIAnswer { delete(id, in: videos) }

    func readStatuses(_ ids: String?, now: Double) -> APIAnswer {
        readStatuses(ids, batches: nil, of: .video, now: now)
    }

    func listVideos(title: String?, page: PageRequest, now: Double) -> APIAnswer {
        list(videos, title: title, page: page, now: now)
    }
}
