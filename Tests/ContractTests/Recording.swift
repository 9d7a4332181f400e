import HeyGen
import HeyGenSimulator

/// All that clients and simulator said to one another, judged: made once for the whole suite.
struct Recording: Sendable {
    let operations: [Operation]
    let judgements: [Judgement]
    /// What the simulator posted, with the endpoint's secret.
    let deliveries: [RecordingProxy.Delivery]
    let secret: String
    /// What it should have posted and did not.
    let untold: [String]

    static func make() async throws -> Recording {
        let operations = try Contract.operations()
        async let busy = Stage.withRunning({
            // Nothing ends and no item is bought.
            $0.timeScale = 1
            $0.limit = 1
            $0.batchItemSeconds = 1_000_000
        }) { stage in
            try await stage.exhaust()
            return stage.proxy.exchanges
        }
        let (exchanges, proxy, secret, untold) = try await Stage.withRunning { stage in
            let secret = try await stage.listen()
            try await stage.play(operations)
            return (stage.proxy.exchanges, stage.proxy, secret, stage.untold())
        }
        return Recording(
            operations: operations, judgements: try await Judgement.all(exchanges + busy, operations),
            deliveries: proxy.deliveries, secret: secret, untold: untold)
    }
}

extension Stage {
    fileprivate func play(_ operations: [Operation]) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for life in KindLife.all { group.addTask { try await live(life) } }
            group.addTask { try await liveAgents() }
            group.addTask { try await liveProofreads() }
            group.addTask { try await liveEndpoints() }
            group.addTask { try await readAccount() }
            group.addTask { try await refuse(operations) }
            group.addTask { try await liveAsClient() }
            for (request, path) in [
                ("video.batches-create", "/v3/videos/batches"),
                ("video-translate.batches-create", "/v3/video-translations/batches"),
                ("lipsync.batches-create", "/v3/lipsyncs/batches"),
            ] {
                for commands in [RequestFile.standardCommands, "[[simulator:fail]]" + KindLife.end] {
                    group.addTask { try await liveInBatch(request, path, commands: commands) }
                }
            }
            try await group.waitForAll()
        }
        // What ended is told: its types are in the list, and arrive.
        try await readEvents()
        try await settleDeliveries()
    }
}
