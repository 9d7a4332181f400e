import Crypto
import Foundation
package import Logging
package import PostgreSQL
import SQL

/// Brings a database to the schema of this version: migrations in order, functions re-created when their text changed.
///
/// Everything happens in one transaction under one advisory lock, so several processes may migrate at once, and a failed
/// migration leaves nothing behind.
package struct Migrator: Sendable {
    private let pool: PostgreSQLPool
    private let logger: Logger

    package init(pool: PostgreSQLPool, logger: Logger) {
        self.pool = pool
        self.logger = logger
    }

    /// What a migrate would do, without doing it.
    package func plan() async throws -> MigrationPlan {
        try await pool.withConnection { try await Self.plan(on: $0) }
    }

    /// Migrates, prepares the partitions of the coming days, and returns what was done.
    /// - Throws: ``JobStoreError/editedMigration(_:)``, ``JobStoreError/newerSchema(_:)``; PostgreSQL's own errors, then
    ///   nothing was changed.
    package func migrate(partitionDays: Int = 14) async throws -> MigrationPlan {
        let plan = try await pool.transaction { connection in
            _ = try await connection.query(SQL.migrationsLock, timeout: .seconds(300))
            let plan = try await Self.plan(on: connection)
            if plan.isEmpty { return plan }
            try await connection.execute(script: SQL.migrationsPrepare)
            for migration in plan.migrations {
                try await connection.execute(script: migration.sql, timeout: .seconds(600))
                _ = try await connection.query(SQL.migrationsRecord, [migration.name, Bytes(Self.checksum(migration))])
            }
            try await Self.replace(plan.functions, on: connection)
            _ = try await connection.query(SQL.privilegesGrant)
            return plan
        }
        for migration in plan.migrations { logger.info("migrated", metadata: ["file": "\(migration.name)"]) }
        if !plan.functions.isEmpty {
            logger.info("functions replaced", metadata: ["count": "\(plan.functions.count)"])
        }
        _ = try await JobStore(pool: pool).ensurePartitions(days: partitionDays)
        return plan
    }

    /// How many migrations of this version the database lacks. 0 as well when a newer version migrated it: the one before
    /// it goes on serving. Functions are not counted, for a newer version replaces them.
    package func missingMigrations() async throws -> Int {
        do {
            return try await plan().migrations.count
        } catch JobStoreError.newerSchema {
            return 0
        }
    }

    private static func replace(_ functions: [SQL.Script], on connection: PostgreSQLConnection) async throws {
        // Bodies name functions that come later in the list; they are checked when they are first run, and by the tests.
        try await connection.execute(script: SQL.functionsPrepare)
        for function in functions {
            let old = try await connection.query(SQL.functionsSignatures, [function.name])
            for row in old {
                let signature: String = try row.decode("signature")
                try await connection.execute(script: SQL.functionDrop.replacing("{signature}", with: signature))
            }
            try await connection.execute(script: function.sql)
            _ = try await connection.query(SQL.functionsRecord, [function.name, Bytes(checksum(function))])
        }
    }

    private static func plan(on connection: PostgreSQLConnection) async throws -> MigrationPlan {
        var applied: [String: [UInt8]] = [:]
        var functions: [String: [UInt8]] = [:]
        if try await connection.query(SQL.migrationsExist).first?.decode("present") ?? false {
            for row in try await connection.query(SQL.migrationsRead) {
                let name: String = try row.decode("name")
                let checksum = try row.decode("checksum", as: Bytes.self).array
                if try row.decode("kind", as: String.self) == "migration" {
                    applied[name] = checksum
                } else {
                    functions[name] = checksum
                }
            }
        }
        return try MigrationPlan(applied: applied, functions: functions)
    }

    static func checksum(_ script: SQL.Script) -> [UInt8] {
        Array(SHA256.hash(data: Array(script.sql.utf8)))
    }
}
