import ClapperClient
import Examples
import HeyGen

/// Twenty jobs through a whole Clapper, with a HeyGen that misbehaves, and what became of them.
package struct Demo: Sendable {
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
        try await DemoScene.withRunning(settings, observer: observer, logs: logs) { scene in
            var play = scene.play(Board(), observer: observer)
            for example in Examples.requests {
                play.add(try await scene.enqueue(example, callbackID: "demo-" + example.name))
            }
            await observer.notice("enqueued \(play.board.jobs.count) jobs by POST /v1/jobs")
            try await play.waitForEnds(until: scene.deadline)
            try await play.waitForTelling(until: min(scene.deadline, .now + settings.tellingLimit))
            return try await play.report()
        }
    }
}
