import Foundation
import Glibc
import PostgreSQL
import PostgreSQLCluster
import TestSupport
import Testing

@Suite("A private cluster")
struct PrivateClusterTests {
    private func connect(_ url: String) async throws -> PostgreSQLConnection {
        try await PostgreSQLConnection.connect(
            try PostgreSQLConfiguration(url: url), logger: TestDatabase.silentLogger)
    }

    @Test("serves its own socket to the superuser clapper, survives a restart and is gone after its stop")
    func life() async throws {
        let cluster = try await PrivateCluster.start(.init(durability: .test, database: "clapper"))
        var connection = try await connect(cluster.url)
        let rows = try await connection.query(
            Statement("who", "SELECT current_user::text, current_database()::text, current_setting('fsync')"))
        #expect(try rows[0].decode(0, as: String.self) == "clapper")
        #expect(try rows[0].decode(1, as: String.self) == "clapper")
        #expect(try rows[0].decode(2, as: String.self) == "off")
        try await connection.execute(script: "CREATE TABLE kept ()")
        let before = try #require(await cluster.processID)
        try await cluster.restart()
        let after = try #require(await cluster.processID)
        #expect(before != after)
        connection = try await connect(cluster.url)
        #expect(try await connection.query(Statement("kept", "SELECT FROM kept")).isEmpty)
        await connection.close()
        await cluster.stop()
        #expect(kill(after, 0) != 0)
        #expect(!FileManager.default.fileExists(atPath: cluster.directory))
        #expect(await cluster.processID == nil)
        await cluster.stop()
    }

    @Test("a folder that is kept is used again, after a crash and beside a stale pid file, but not twice at once")
    func persistent() async throws {
        let folder = "/tmp/clapper-test-\(UUID().uuidString.prefix(8))"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let options = PrivateCluster.Options(directory: folder)
        let cluster = try await PrivateCluster.start(options)
        let connection = try await connect(cluster.url)
        try await connection.execute(script: "CREATE TABLE kept AS SELECT 1")
        await connection.close()
        let process = try #require(await cluster.processID)
        await #expect(throws: PrivateClusterError.alreadyRunning(directory: folder, processID: process)) {
            try await PrivateCluster.start(options)
        }
        let pidFile = folder + "/data/postmaster.pid"
        let record = try Data(contentsOf: URL(fileURLWithPath: pidFile))
        await cluster.stop(mode: .immediate)
        // A server that crashed leaves its record; here with the number of a process that runs and is no server.
        let stale = String(decoding: record, as: UTF8.self).replacing(
            "\(process)\n", with: "\(getpid())\n", maxReplacements: 1)
        try Data(stale.utf8).write(to: URL(fileURLWithPath: pidFile))
        let again = try await PrivateCluster.start(options)
        let second = try await connect(again.url)
        #expect(try await second.query(Statement("kept", "SELECT FROM kept")).count == 1)
        await second.close()
        await again.stop()
        #expect(FileManager.default.fileExists(atPath: folder + "/data/PG_VERSION"))
    }

    @Test("on TCP it asks for the password, which its URL has")
    func tcp() async throws {
        let cluster = try await PrivateCluster.start(.init(durability: .test, port: 0))
        #expect(cluster.url.contains("@127.0.0.1:"))
        let connection = try await connect(cluster.url)
        await connection.close()
        let open = cluster.url.replacing(/:[a-z0-9]+@/, with: "@")
        await #expect(throws: PostgreSQLError.self) { try await connect(open) }
        await cluster.stop(mode: .immediate)
    }

    @Test("a path too long for a socket gets a short folder for it")
    func longPath() async throws {
        let folder = "/tmp/clapper-test-\(UUID().uuidString)/" + String(repeating: "long", count: 20)
        defer { try? FileManager.default.removeItem(atPath: (folder as NSString).deletingLastPathComponent) }
        let cluster = try await PrivateCluster.start(.init(directory: folder, durability: .test))
        let connection = try await connect(cluster.url)
        await connection.close()
        await cluster.stop(mode: .immediate)
    }

    @Test("a start that fails tells the end of the server's log")
    func failedStart() async throws {
        do {
            _ = try await PrivateCluster.start(.init(durability: .test, settings: ["no_such_setting": "1"]))
            Issue.record("started")
        } catch let error as PrivateClusterError {
            guard case .start(let log) = error else { throw error }
            #expect(log.contains("no_such_setting"))
        }
    }

    @Test("a folder with other things in it is refused")
    func otherThings() async throws {
        let folder = "/tmp/clapper-test-\(UUID().uuidString.prefix(8))"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try FileManager.default.createDirectory(atPath: folder + "/work", withIntermediateDirectories: true)
        await #expect(throws: PrivateClusterError.self) { try await PrivateCluster.start(.init(directory: folder)) }
        #expect(FileManager.default.fileExists(atPath: folder + "/work"))
    }

    @Test("a server let go of stops and takes its folder along")
    func abandoned() async throws {
        let cluster = try await PrivateCluster.start(.init(durability: .test))
        let process = try #require(await cluster.processID)
        cluster.abandon()
        #expect(kill(process, 0) != 0)
        #expect(!FileManager.default.fileExists(atPath: cluster.directory))
        await cluster.stop()
    }
}
