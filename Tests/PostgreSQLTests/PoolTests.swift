import Foundation
import Logging
import PostgreSQL
import PostgreSQLCluster
import ServiceLifecycleTestKit
import TestSupport
import Testing

@Suite("A pool", .database)
struct PoolTests {
    private static let one = Statement("one", "SELECT 1::int8")

    @Test("serves two hundred concurrent queries over four connections")
    func concurrent() async throws {
        try await TestDatabase.current.withPool(size: 4) { pool in
            let sum = try await withThrowingTaskGroup(of: Int.self) { group in
                for number in 0..<200 {
                    group.addTask {
                        try await pool.query(Statement("echo", "SELECT $1::int8"), [number])[0].decode(0)
                    }
                }
                return try await group.reduce(0, +)
            }
            #expect(sum == 19_900)
            #expect(pool.statistics.size <= 4)
            #expect(pool.statistics.leased == 0)
            #expect(pool.statistics.waiting == 0)
        }
    }

    @Test("fifty sleeping sessions leave the cooperative pool free")
    func nothingBlocks() async throws {
        try await TestDatabase.current.withPool(size: 50) { pool in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<50 {
                    group.addTask { _ = try? await pool.query(Statement("nap", "SELECT pg_sleep(600)")) }
                }
                try await eventually("all of them sleep") { pool.statistics.leased == 50 }
                // Were the pool's two threads held by sleepers, nothing of this would run before they wake.
                for _ in 0..<1000 {
                    await Task.detached { await Task.yield() }.value
                }
                #expect(pool.statistics.leased == 50)
                group.cancelAll()
            }
        }
    }

    @Test(
        "waiters beyond the limit are refused, late ones and cancelled ones give up, and the rest are served in order")
    func waiters() async throws {
        let pool = PostgreSQLPool(
            configuration: TestDatabase.current.configuration, size: 1, maximumWaiters: 1,
            logger: TestDatabase.silentLogger)
        try await pool.withConnection { connection in
            let late = try await failure {
                try await pool.withConnection(waitTimeout: .milliseconds(50)) { await $0.isOpen }
            }
            #expect(late == .poolExhausted)
            let waiter = Task { try await pool.query(Self.one) }
            try await eventually("the waiter waits") { pool.statistics.waiting == 1 }
            let refused = try await failure { try await pool.query(Self.one) }
            #expect(refused == .poolExhausted)
            waiter.cancel()
            await #expect(throws: CancellationError.self) { try await waiter.value }
            #expect(pool.statistics.leased == 1 && pool.statistics.waiting == 0)
            _ = try await connection.query(Self.one)
        }
        #expect(try await pool.query(Self.one).count == 1)
        await pool.shutdown()
    }

    @Test("a terminated session costs one retryable error at most, and is replaced")
    func terminated() async throws {
        let database = TestDatabase.current
        try await database.withConnection { observer in
            try await database.withPool(size: 1) { pool in
                let process = try await pool.withConnection { $0.backendProcessID }
                _ = try await observer.value("SELECT pg_terminate_backend($1)", [process], as: Bool.self)
                do {
                    _ = try await pool.query(Self.one)
                } catch let error as PostgreSQLError {
                    #expect(error.isRetryable)
                }
                #expect(try await pool.query(Self.one).count == 1)
                #expect(try await pool.withConnection { $0.backendProcessID } != process)
            }
        }
    }

    @Test("a connection left in a transaction is not lent again")
    func leftInTransaction() async throws {
        try await TestDatabase.current.withPool(size: 1) { pool in
            let process = try await pool.withConnection { connection in
                try await connection.execute(script: "BEGIN")
                return connection.backendProcessID
            }
            #expect(try await pool.withConnection { $0.backendProcessID } != process)
        }
    }

    @Test("fails callers at once when the server cannot be reached, and again while it looks for it")
    func serverDown() async throws {
        let pool = PostgreSQLPool(
            configuration: try PostgreSQLConfiguration(url: "postgresql:///x?host=/nowhere&user=me"), size: 2,
            logger: TestDatabase.silentLogger)
        for _ in 0..<20 {
            let error = try await failure { try await pool.query(Self.one) }
            #expect(error.isRetryable)
        }
        await pool.shutdown()
        #expect(try await failure { try await pool.query(Self.one) } == .poolClosed)
    }

    @Test("recovers when the server has been restarted")
    func restart() async throws {
        let cluster = try await PrivateCluster.start(.init(durability: .test))
        let pool = PostgreSQLPool(
            configuration: try PostgreSQLConfiguration(url: cluster.url), size: 3, logger: TestDatabase.silentLogger)
        do {
            _ = try await pool.query(Self.one)
            try await cluster.restart(mode: .immediate)
            try await eventually("the pool recovers") {
                do {
                    return try await pool.query(Self.one).count == 1
                } catch let error as PostgreSQLError {
                    #expect(error.isRetryable, "\(error)")
                    return false
                }
            }
        } catch {
            await cluster.stop(mode: .immediate)
            throw error
        }
        await pool.shutdown()
        await cluster.stop(mode: .immediate)
    }

    @Test("as a service it closes on graceful shutdown, and refuses whoever waits")
    func service() async throws {
        let pool = PostgreSQLPool(
            configuration: TestDatabase.current.configuration, size: 1, logger: TestDatabase.silentLogger)
        try await testGracefulShutdown { trigger in
            async let running: Void = pool.run()
            try await pool.withConnection { _ in
                let waiter = Task { try await pool.query(Self.one) }
                try await eventually("the waiter waits") { pool.statistics.waiting == 1 }
                trigger.triggerGracefulShutdown()
                #expect(try await failure { try await waiter.value } == .poolClosed)
            }
            try await running
        }
        #expect(pool.statistics.size == 0)
    }
}
