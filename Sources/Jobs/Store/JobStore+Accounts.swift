import Foundation
import PostgreSQL
import SQL

extension JobStore {
    /// Sets the account's limit of renders in flight; writes only when it differs.
    package func configure(maxRenders: Int, raiseEvery: Duration) async throws {
        _ = try await pool.query(SQL.accountConfigure, [account, Int32(maxRenders), max(1, raiseEvery.milliseconds)])
    }

    /// The account's limits and holds.
    package func accountStatus() async throws -> AccountStatus {
        guard let row = try await pool.query(SQL.accountRead, [account]).first else {
            throw JobStoreError.unreadable("account \(account)")
        }
        return try AccountStatus(row)
    }

    /// Holds the account's submits for `wait` of real time. `lowering`: HeyGen's 429 spoke of renders in flight, so the
    /// limit adapts down to what is in flight, and rises again with time.
    /// - Returns: whether no hold stood before: the one time to say so.
    package func throttle(for wait: Duration, reason: String, lowering: Bool) async throws -> Bool {
        let rows = try await pool.query(SQL.accountThrottle, [account, wait.milliseconds, reason, lowering])
        return try rows.first?.decode("began") ?? false
    }

    /// Stops the account's submits and reads because its credential was refused.
    /// - Returns: whether this call did it: the one time to alert.
    package func failCredential(reason: String) async throws -> Bool {
        try await pool.query(SQL.accountFailCredential, [account, reason]).first?.decode("alert") ?? false
    }

    /// Lets the account go on after its credential was accepted again.
    package func restoreCredential() async throws -> Bool {
        try await pool.query(SQL.accountRestoreCredential, [account]).first?.decode("restored") ?? false
    }
}
