import Foundation
import PostgreSQL
import SQL

extension JobStore {
    /// Takes due deliveries, at most `perOrigin` a receiver, none of the busy ones. A taken one is due again after
    /// `lease`, so a crash repeats it.
    package func claimDeliveries(
        limit: Int, perOrigin: Int, busy: [String], lease: Duration
    ) async throws -> [OwedDelivery] {
        try await pool.query(
            SQL.deliveriesClaim, [Int32(limit), Int32(perOrigin), busy, lease.milliseconds]
        ).map(OwedDelivery.init)
    }

    /// Records what became of tries to tell.
    package func finish(_ results: [DeliveryResult]) async throws {
        guard !results.isEmpty else { return }
        let kinds = results.map { result in
            switch result.kind {
            case .told: ("told", 0)
            case .again(let wait): ("again", wait.milliseconds)
            case .gone: ("gone", 0)
            }
        }
        _ = try await pool.query(
            SQL.deliveriesFinish,
            [
                results.map(\.id), kinds.map(\.0), kinds.map(\.1), results.map { $0.status.map(Int32.init(clamping:)) },
                results.map(\.note),
            ])
    }
}
