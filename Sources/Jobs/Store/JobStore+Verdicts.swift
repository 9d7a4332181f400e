import Foundation
package import PostgreSQL
import SQL

extension JobStore {
    /// How often a batch that lost to another transaction is tried again before it fails.
    private static let verdictTries = 8

    /// Applies verdicts in one commit; the results are in their order.
    ///
    /// A batch that deadlocked or could not be serialised is retried as a whole. A batch that the database refuses for
    /// another reason is halved until the one verdict that it cannot take stands alone: its neighbours are unharmed.
    /// - Throws: `PostgreSQLError` of connection or time: then nothing of the call may be taken for committed.
    package func apply(_ verdicts: [Verdict]) async throws -> [Result<Settlement, PostgreSQLError>] {
        guard !verdicts.isEmpty else { return [] }
        var tries = 0
        while true {
            do {
                var results = [Result<Settlement, PostgreSQLError>?](repeating: nil, count: verdicts.count)
                for settlement in try await applyOnce(verdicts) { results[settlement.index] = .success(settlement) }
                return try results.map { result in
                    guard let result else { throw JobStoreError.unreadable("a verdict without a settlement") }
                    return result
                }
            } catch let error as PostgreSQLError {
                guard case .server(let server) = error else { throw error }
                if server.state == .deadlockDetected || server.state == .serializationFailure {
                    tries += 1
                    if tries < Self.verdictTries { continue }
                    throw error
                }
                // 08, 57P0x and the like concern the connection, 57014 our deadline: no verdict is to blame.
                if error.isRetryable || server.state == .queryCanceled { throw error }
                if verdicts.count == 1 { return [.failure(error)] }
                let half = verdicts.count / 2
                return try await apply(Array(verdicts[..<half])) + apply(Array(verdicts[half...]))
            }
        }
    }

    private func applyOnce(_ verdicts: [Verdict]) async throws -> [Settlement] {
        try await pool.query(
            SQL.verdictsApply,
            [
                verdicts.map(\.source.rawValue), verdicts.map(\.meaning.rawValue), verdicts.map { $0.job?.uuid },
                verdicts.map(\.callbackID), verdicts.map(\.videoID),
                verdicts.map { $0.attempt.map(Int16.init(clamping:)) },
                verdicts.map(\.type), verdicts.map(\.eventID), verdicts.map { $0.hash.map { Bytes($0) } },
                verdicts.map { $0.body.map { Bytes($0) } }, verdicts.map { $0.result.map { JSONB($0) } },
                verdicts.map(\.failureCode), verdicts.map(\.failureMessage), verdicts.map(\.renderedAt),
                verdicts.map(\.detail), verdicts.map(\.resource),
            ]
        ).map(Settlement.init)
    }

    /// Looks again at events that came before their job: those that name these callback ids or video ids.
    ///
    /// To be called in a new transaction after the caller's own commit: whoever commits second sees the other.
    package func rematch(callbackIDs: [String], videoIDs: [String]) async throws -> [Settlement] {
        try await pool.query(SQL.unmatchedRematch, [callbackIDs, videoIDs, Int32(1000), 1, 1]).map(Settlement.init)
    }

    /// Looks again at unmatched events that are due, with growing gaps; after `window` they are ignored.
    package func rematchDue(limit: Int, window: Duration, maxGap: Duration) async throws -> [Settlement] {
        try await pool.query(
            SQL.unmatchedRematch,
            [[String]?.none, [String]?.none, Int32(limit), window.milliseconds, maxGap.milliseconds]
        ).map(Settlement.init)
    }
}
