import ClapperClient
import Examples
import HeyGen

/// Twenty jobs through a whole Clapper, with a HeyGen that misbehaves, and what became of them.
package struct Demo: Sendable {
    /// What collecting the report may take beyond the run's own limit.
    private static let closingTime = Duration.seconds(30)

    let settings: DemoSettings
    let observer: any DemoObserver

    package init(settings: DemoSettings, observer: any DemoObserver) {
        self.settings = settings
        self.observer = observer
    }

    /// Sets the stage in a private PostgreSQL, plays, and takes everything down.
    ///
    /// - Returns: the report, also when a job is missing; ``DemoReport/isKept`` tells.
    /// - Throws: ``StageError`` when a process fell over or nothing answered in time, and what else kept it from a report.
    package func run(logs: LogFolder) async throws -> DemoReport {
        let began = ContinuousClock.now
        let deadline = began + settings.timeout
        return try await withThrowingTaskGroup(of: DemoReport.self) { group in
            group.addTask {
                try await Stage.withRunning(settings.stage, logs: logs, notice: { await observer.notice($0) }) {
                    stage in
                    try await CompletionReceiver.withRunning(secret: stage.secrets.notify) { receiver, notifyURL in
                        try await play(on: stage, receiver, notifyURL, deadline: deadline)
                    }
                }
            }
            group.addTask {
                try await Task.sleep(until: deadline + Self.closingTime, clock: .continuous)
                throw StageError.unreadable("nothing answered within \(settings.timeout) and \(Self.closingTime)")
            }
            defer { group.cancelAll() }
            guard let report = try await group.next() else { throw CancellationError() }
            return report
        }
    }

    private func play(
        on stage: Stage, _ receiver: CompletionReceiver, _ notifyURL: String, deadline: ContinuousClock.Instant
    ) async throws -> DemoReport {
        try await PlainHTTP.withRunning { http in
            try await ClapperClient.withClient(try stage.client, logger: Stage.silentLogger) { client in
                let began = ContinuousClock.now
                let board = try await enqueue(client, notifyURL: notifyURL)
                var play = Play(
                    stage: stage, client: client, http: http, receiver: receiver, observer: observer, board: board,
                    began: began)
                try await play.waitForEnds(until: deadline)
                try await play.waitForTelling(until: min(deadline, .now + settings.tellingLimit))
                return try await play.report()
            }
        }
    }

    /// Asks for one job for each example, as another service would.
    private func enqueue(_ client: ClapperClient, notifyURL: String) async throws -> Board {
        var board = Board()
        for example in Examples.requests {
            let callbackID = "demo-" + example.name
            var job = NewJob(request: example.request)
            job.callbackID = callbackID
            job.notifyURL = notifyURL
            job.metadata =
                [UInt8(ascii: "{")] + JSONString.quoted("example") + [UInt8(ascii: ":")]
                + JSONString.quoted(example.name) + [UInt8(ascii: "}")]
            let answer = try await client.enqueue(job)
            guard let id = answer.id, let state = answer.state else {
                throw StageError.unreadable("the answer to POST /v1/jobs is no job")
            }
            board.add(DemoJob(name: example.name, callbackID: callbackID, id: id, state: state))
        }
        await observer.notice("enqueued \(board.jobs.count) jobs by POST /v1/jobs")
        return board
    }
}
