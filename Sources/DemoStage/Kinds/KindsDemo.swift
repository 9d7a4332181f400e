import Examples
import HeyGen

/// Every kind of job twice through a whole Clapper: once its event comes, once all events are lost.
package struct KindsDemo: Sendable {
    let settings: DemoSettings
    let observer: any DemoObserver

    package init(settings: DemoSettings, observer: any DemoObserver) {
        self.settings = settings
        self.observer = observer
    }

    /// Sets the stage in a private PostgreSQL, plays, and takes everything down.
    ///
    /// - Returns: the report, also when a job is missing; ``KindsReport/isKept`` tells.
    /// - Throws: ``StageError`` when a process fell over or nothing answered in time, and what else kept it from a report.
    package func run(logs: LogFolder) async throws -> KindsReport {
        try await DemoScene.withRunning(settings, observer: observer, logs: logs) { scene in
            let began = ContinuousClock.now
            let proofreads = try await Proofreads.make(at: scene.stage, until: scene.deadline, scene.http)
            await observer.notice("made \(proofreads.ids.count) proofreads over HeyGen's API")
            let parts = try KindPart.all()
            var play = scene.play(Board(), observer: observer)
            for half in KindPart.Half.allCases {
                if half == .lost { try await loseEvents(scene) }
                let mine = parts.filter { $0.half == half }
                for part in mine { play.add(try await enqueue(part, proofreads, scene)) }
                await observer.notice("enqueued \(mine.count) jobs by POST /v1/jobs")
                // Those that are read may go on while the other half begins; those that are told must be told first, and
                // if they are not, the other half is owed its share of the time.
                let told = Set(mine.filter { half == .lost || $0.wanted == .webhook }.map(\.callbackID))
                let limit = half == .lost ? scene.deadline : ContinuousClock.now + settings.timeout / 2
                try await play.waitForEnds(until: min(limit, scene.deadline)) { told.contains($0.callbackID) }
            }
            try await play.waitForEnds(until: scene.deadline) { _ in true }
            try await play.waitForTelling(until: min(scene.deadline, .now + settings.tellingLimit))
            let ledger = try await SimulatedLedger.read(scene.stage.ledgerURL, scene.http)
            return KindsReport(
                rows: zip(parts, play.board.jobs).map { part, job in
                    KindsReport.Row(part: part, job: job, delivered: ledger.delivered[job.videoID ?? ""] ?? 0)
                },
                seconds: (ContinuousClock.now - began) / .seconds(1),
                purchases: ledger.purchases, prepared: proofreads.ids.count, boughtTwice: ledger.boughtTwice)
        }
    }

    private func enqueue(_ part: KindPart, _ proofreads: Proofreads, _ scene: DemoScene) async throws -> DemoJob {
        let isProofread = part.kind.name == RenderKind.proofread.name
        return try await scene.enqueue(
            part.example, callbackID: part.callbackID,
            request: isProofread ? try proofreads.request(part.example, part.half) : nil)
    }

    /// From now on the simulated HeyGen sends no event of what ends.
    private func loseEvents(_ scene: DemoScene) async throws {
        let answer = try await scene.http.post(
            scene.stage.faultsURL, Array(#"{"drop-events":1}"#.utf8), headers: [("content-type", "application/json")])
        guard answer.status == 200 else { throw StageError.unreadable("the simulator does not lose events") }
        await observer.notice("from now on all of HeyGen's events are lost")
    }
}
