import Jobs
import Logging

extension Reconciler {
    /// Reads what was missed from HeyGen's list before anything is read singly: at start, and now and then while events do
    /// not come. One call of the list ends up to a hundred jobs, and each of them is then no read.
    ///
    /// What keeps it from doing so is told and is no obstacle: the reads find everything, only dearer.
    func catchUp(_ upkeep: inout UpkeepTimes) async throws {
        let isFirst = upkeep.backfill == nil
        guard isFirst || schedules.eventsAreLost,
            upkeep.isDue(\.backfill, every: max(.seconds(1), timeScale.real(backfill.settings.gap)))
        else { return }
        do {
            _ = try await backfill.walkIfMissed()
        } catch let error as CancellationError {
            throw error
        } catch {
            // The database was away: what was missed is still missed.
            if isFirst { upkeep.backfill = nil }
            logger.warning("missed events were not read from HeyGen's list", metadata: ["reason": "\(error)"])
        }
    }
}
