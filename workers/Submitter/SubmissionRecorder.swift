package import Jobs
package import Logging
import ServiceLifecycle

/// Records what became of sends, in batches, until the database has taken it.
///
/// Runs on while the submitter stops, so it must be started before it: answers that come during a shutdown count too.
package final class SubmissionRecorder: Service {
    private let batcher: Batcher<SubmissionAnswer, SubmissionRecord?>
    private let logger: Logger

    package init(store: JobStore, settlements: SettlementLog, logger: Logger) {
        self.logger = logger
        batcher = Batcher(batchLimit: 256, queueLimit: 20_000, lanes: 1) { answers in
            let results = try await store.recordEach(answers[...])
            await Self.rematch(answers, store, settlements, logger)
            return results
        }
    }

    package func run() async throws { try await batcher.run() }

    /// Records an answer, and tries again while the database is away: it may be the only one who knows of a purchase.
    /// - Returns: what it changed; nil if it was given up because the task was cancelled. The attempt is then replayed.
    func record(_ answer: SubmissionAnswer) async -> SubmissionRecord? {
        var pause = Duration.milliseconds(100)
        while true {
            do {
                return try await batcher.submit(answer)
            } catch {
                logger.warning(
                    "an answer of HeyGen is not recorded yet",
                    metadata: ["job_id": "\(answer.job)", "reason": "\(error)"])
                if (try? await Task.sleep(for: pause)) == nil { return nil }
                pause = min(pause * 2, .seconds(2))
            }
        }
    }

    /// An event that names only the video may have come before its id was known: looked for in a transaction of its own.
    private static func rematch(
        _ answers: [SubmissionAnswer], _ store: JobStore, _ settlements: SettlementLog, _ logger: Logger
    ) async {
        let videoIDs = answers.compactMap { answer -> String? in
            guard case .accepted(let videoID) = answer.kind else { return nil }
            return videoID
        }
        guard !videoIDs.isEmpty else { return }
        do {
            settlements.tell(try await store.rematch(callbackIDs: [], videoIDs: videoIDs))
        } catch {
            // The reconciler's sweep finds what this would have.
            logger.warning("events were not looked at again", metadata: ["reason": "\(error)"])
        }
    }
}
