import ClapperClient
import HeyGen

/// The demo while it runs: what is looked at, and the one lie that is told.
struct Play {
    /// How often the jobs are looked at.
    private static let pause = Duration.milliseconds(150)
    private static let pageLimit = 100

    let stage: Stage
    let client: ClapperClient
    let http: PlainHTTP
    let receiver: CompletionReceiver
    let observer: any DemoObserver
    private(set) var board: Board
    let began: ContinuousClock.Instant
    private var forged: ForgedEvent?

    init(
        stage: Stage, client: ClapperClient, http: PlainHTTP, receiver: CompletionReceiver,
        observer: any DemoObserver, board: Board, began: ContinuousClock.Instant
    ) {
        self.stage = stage
        self.client = client
        self.http = http
        self.receiver = receiver
        self.observer = observer
        self.board = board
        self.began = began
    }

    mutating func add(_ job: DemoJob) { board.add(job) }

    /// Looks until the jobs that are meant have ended, or it is too late.
    mutating func waitForEnds(until deadline: ContinuousClock.Instant, of isMeant: (DemoJob) -> Bool) async throws {
        try await look()
        while board.jobs.contains(where: { isMeant($0) && !$0.isEnded }), ContinuousClock.now < deadline {
            try await Task.sleep(for: Self.pause)
            try await look()
        }
    }

    /// Looks until every job has ended, or it is too late. Forges an event as soon as something renders.
    mutating func waitForEnds(until deadline: ContinuousClock.Instant) async throws {
        try await look()
        while !board.isEnded, ContinuousClock.now < deadline {
            if forged == nil, let job = board.jobs.first(where: { $0.state == "rendering" && $0.videoID != nil }) {
                try await forge(job)
            }
            try await Task.sleep(for: Self.pause)
            try await look()
        }
        // All ended at once, so there was nothing to lie about in time. A lie about an ended job is one, too.
        if forged == nil, let job = board.jobs.first(where: { $0.videoID != nil }) { try await forge(job) }
    }

    /// Looks until the service was told how every ended job ended, or it is too late.
    mutating func waitForTelling(until deadline: ContinuousClock.Instant) async throws {
        while board.jobs.contains(where: { $0.isEnded && !$0.isTold }), ContinuousClock.now < deadline {
            try await Task.sleep(for: Self.pause)
            try await look()
        }
    }

    private mutating func forge(_ job: DemoJob) async throws {
        forged = try await ForgedEvent.post(to: stage.eventsURL, about: job, http)
        await observer.notice("forged an event that says \(job.callbackID) is done")
    }

    private mutating func look() async throws {
        let page = try await client.jobs(JobQuery(limit: Self.pageLimit))
        board.update(page.items, told: receiver.told)
        await observer.show(board, elapsed: ContinuousClock.now - began)
    }

    /// Asks everybody for their view of what happened.
    func report() async throws -> DemoReport {
        let ledger = try await SimulatedLedger.read(stage.ledgerURL, http)
        let counts = try await SubmitterCounts.read(stage.url + "/metrics", http)
        var appliedTwice: [String] = []
        var believed: [String] = []
        for job in board.jobs {
            let events = try await client.events(ofJob: job.id).items
            // A stronger source may rewrite an outcome, and then the revision says so.
            if events.count(where: { $0.json["disposition"]?.string == "applied" }) > max(1, job.revision) {
                appliedTwice.append(job.callbackID)
            }
            let isForged = events.contains { $0.json["body"]?["event_data"]?["url"]?.string == ForgedEvent.videoURL }
            if isForged || job.videoURL == ForgedEvent.videoURL { believed.append(job.callbackID) }
        }
        return DemoReport(
            jobs: board.jobs, seconds: (ContinuousClock.now - began) / .seconds(1), purchases: ledger.purchases,
            boughtTwice: ledger.boughtTwice, droppedEvents: ledger.dropped, duplicateEvents: ledger.duplicated,
            lostAnswers: counts.lostAnswers, replays: counts.replays, appliedTwice: appliedTwice,
            forgedStatus: forged?.status, forgeryBelieved: believed)
    }
}
