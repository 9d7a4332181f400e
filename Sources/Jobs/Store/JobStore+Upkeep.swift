import Foundation
import PostgreSQL
import SQL

extension JobStore {
    /// Makes the partitions of the coming days; returns the names of those it made.
    package func ensurePartitions(days: Int) async throws -> [String] {
        try await pool.query(SQL.partitionsEnsure, [Int32(days)], timeout: .seconds(60)).map {
            try $0.decode("partition")
        }
    }

    /// For how many days from today every table is prepared; -1 when one is not.
    package func partitionDaysAhead() async throws -> Int {
        let rows = try await pool.query(SQL.partitionsDaysAhead)
        return try rows.first.map { Int(try $0.decode("days", as: Int32?.self) ?? -1) } ?? -1
    }

    /// Detaches and drops the partitions past their retention. A lock that is not had within 200 ms is left for later.
    /// - Returns: the names of the dropped ones.
    package func dropExpiredPartitions(_ retention: Retention) async throws -> [String] {
        let expired = try await pool.query(
            SQL.partitionsExpired,
            [Int32(retention.jobsDays), Int32(retention.eventsDays), Int32(retention.completionsDays)]
        ).map(ExpiredPartition.init)
        var dropped: [String] = []
        for partition in expired {
            let detach = partition.detach
            let drop = partition.fill(SQL.partitionDrop)
            do {
                try await pool.withConnection { connection in
                    if let detach { try await connection.execute(script: detach, timeout: .seconds(30)) }
                    try await connection.execute(script: drop, timeout: .seconds(30))
                }
                dropped.append(partition.name)
            } catch let error as PostgreSQLError {
                // Somebody reads it: the janitor comes again.
                guard case .server(let server) = error, server.state == .lockNotAvailable else { throw error }
            }
        }
        return dropped
    }

    /// Ages out callers' callback ids, up to `limit` of them; returns how many.
    package func expireKeys(olderThanDays days: Int, limit: Int) async throws -> Int {
        let rows = try await pool.query(SQL.keysExpire, [Int32(days), Int32(limit)])
        return try rows.first.map { Int(try $0.decode("expired", as: Int32.self)) } ?? 0
    }

    /// The gauges of `/metrics`: name, label and value. Costs the same however long the backlog.
    package func gauges() async throws -> [(name: String, label: String, value: Double)] {
        try await pool.query(SQL.metricsRead).map { row in
            (try row.decode("name"), try row.decode("label"), try row.decode("value"))
        }
    }
}

/// A partition to be dropped. Its names come from the catalog, by a pattern that admits no quoting.
private struct ExpiredPartition {
    let parent: String
    let name: String
    /// Not so when an earlier round detached it and did not come to drop it.
    let isAttached: Bool
    /// An earlier detach was interrupted.
    let isPending: Bool

    init(_ row: PostgreSQLRow) throws {
        self.parent = try row.decode("parent")
        self.name = try row.decode("partition")
        self.isAttached = try row.decode("attached")
        self.isPending = try row.decode("pending")
    }

    /// What detaches it, if that is still to be done.
    var detach: String? {
        isAttached ? fill(isPending ? SQL.partitionFinalize : SQL.partitionDetach) : nil
    }

    func fill(_ script: String) -> String {
        script.replacing("{parent}", with: parent).replacing("{partition}", with: name)
    }
}
