import ClapperClient
import Examples
import HeyGen

/// Where a demo plays: a stage that is set, and everybody who has a part in it.
struct DemoScene: Sendable {
    /// What collecting the report may take beyond the run's own limit.
    private static let closingTime = Duration.seconds(30)

    let stage: Stage
    let client: ClapperClient
    let http: PlainHTTP
    let receiver: CompletionReceiver
    /// Where the receiver is told.
    let notifyURL: String
    let deadline: ContinuousClock.Instant

    /// Sets the stage in a private PostgreSQL, plays, and takes everything down.
    ///
    /// - Throws: ``StageError`` when a process fell over or nothing answered in time, and what `play` throws.
    static func withRunning<Report: Sendable>(
        _ settings: DemoSettings, observer: any DemoObserver, logs: LogFolder,
        _ play: @escaping @Sendable (DemoScene) async throws -> Report
    ) async throws -> Report {
        let deadline = ContinuousClock.now + settings.timeout
        return try await withThrowingTaskGroup(of: Report.self) { group in
            group.addTask {
                try await Stage.withRunning(settings.stage, logs: logs, notice: { await observer.notice($0) }) {
                    stage in
                    try await CompletionReceiver.withRunning(secret: stage.secrets.notify) { receiver, notifyURL in
                        try await PlainHTTP.withRunning { http in
                            try await ClapperClient.withClient(try stage.client, logger: Stage.silentLogger) { client in
                                try await play(
                                    DemoScene(
                                        stage: stage, client: client, http: http, receiver: receiver,
                                        notifyURL: notifyURL, deadline: deadline))
                            }
                        }
                    }
                }
            }
            group.addTask {
                try await Task.sleep(until: deadline + closingTime, clock: .continuous)
                throw StageError.unreadable("nothing answered within \(settings.timeout) and \(closingTime)")
            }
            defer { group.cancelAll() }
            guard let report = try await group.next() else { throw CancellationError() }
            return report
        }
    }

    /// Asks for a job as another service would, and is told of its end.
    /// - Parameter request: the example's own, unless it had to be completed.
    func enqueue(_ example: Example, callbackID: String, request: [UInt8]? = nil) async throws -> DemoJob {
        var job = NewJob(request: request ?? example.request)
        job.kind = example.kind
        job.callbackID = callbackID
        job.notifyURL = notifyURL
        job.metadata = JSONObjectWriter.object([("example", JSONString.quoted(example.name))])
        let answer = try await client.enqueue(job)
        guard let id = answer.id, let state = answer.state else {
            throw StageError.unreadable("the answer to POST /v1/jobs is no job")
        }
        return DemoJob(name: example.name, callbackID: callbackID, id: id, state: state)
    }

    func play(_ board: Board, observer: any DemoObserver) -> Play {
        Play(
            stage: stage, client: client, http: http, receiver: receiver, observer: observer, board: board,
            began: .now)
    }
}
