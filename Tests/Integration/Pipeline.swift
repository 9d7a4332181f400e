import Clapper
import ClapperClient
import Foundation
import HeyGen
import HeyGenSimulator
import Jobs
import Logging
import PostgreSQL
import Synchronization
import TestSupport

/// A whole Clapper on the test's database, with a simulated HeyGen that delivers to it: real HTTP on both sides.
struct Pipeline: Sendable {
    static let webhookSecret = "whsec_integration"
    static let notifySecret = "whsec_" + Data((0..<32).map { UInt8($0) }).base64EncodedString()
    static let token = "integration-token"

    let simulator: Simulator
    /// Where the simulated HeyGen is.
    let heygenURL: String
    /// Where Clapper is.
    let url: String
    let store: JobStore

    /// Runs both for as long as `body` runs.
    /// - Parameters:
    ///   - environment: more settings of Clapper, over those of a test.
    ///   - configure: changes the simulator before it starts.
    static func run<Result: Sendable>(
        environment: [String: String] = [:], timeScale: Double = 200, logger: Logger = TestDatabase.silentLogger,
        configure: (inout SimulatorConfiguration) -> Void = { _ in }, _ body: (Pipeline) async throws -> Result
    ) async throws -> Result {
        var configuration = SimulatorConfiguration()
        configuration.timeScale = timeScale
        configuration.renderSeconds = 20...60
        configuration.failRate = 0
        configure(&configuration)
        let port = try freePort()
        configuration.webhookURL = "http://127.0.0.1:\(port)/webhooks/heygen"
        configuration.webhookSecret = webhookSecret
        let database = TestDatabase.current
        return try await Simulator.withRunning(configuration, logger: TestDatabase.silentLogger) { simulator, heygen in
            let settings = try await settings(environment, port: port, heygen: heygen, timeScale: timeScale)
            return try await ClapperProcess.withRunning(settings, logger: logger) { url in
                try await database.withPool(size: 2) { pool in
                    try await body(
                        Pipeline(simulator: simulator, heygenURL: heygen, url: url, store: JobStore(pool: pool)))
                }
            }
        }
    }

    static func settings(
        _ more: [String: String] = [:], port: Int, heygen: String, timeScale: Double
    ) async throws -> Settings {
        var environment = [
            "HEYGEN_BASE_URL": heygen, "HEYGEN_API_KEY": "test-key",
            "HEYGEN_WEBHOOK_SECRETS": webhookSecret, "CLAPPER_PORT": "\(port)", "CLAPPER_API_TOKENS": token,
            "CLAPPER_NOTIFY_SECRET": notifySecret, "CLAPPER_TIME_SCALE": "\(timeScale)", "CLAPPER_POOL_SIZE": "6",
        ]
        environment.merge(more) { $1 }
        // Only where none is given: a test on a server of its own has no database of the shared one.
        if environment["DATABASE_URL"] == nil { environment["DATABASE_URL"] = TestDatabase.current.url }
        return try Settings(try await SettingsReader(environment: environment))
    }

    /// Enqueues jobs straight into the database; the i-th has the callback id `<prefix>-<i>`.
    func enqueue(_ count: Int, prefix: String = "job", script: String = "Hello") async throws -> [JobID] {
        let requests = try (0..<count).map { number in
            try JobRequest(
                request: RawJSON(Array(Self.body(script).utf8)), callbackID: "\(prefix)-\(number)")
        }
        let results = try await store.enqueue(requests)
        try await store.wakeSubmitters()
        return results.map(\.job)
    }

    static func body(_ script: String = "Hello") -> String {
        #"{"type":"avatar","avatar_id":"a","voice_id":"v","title":"A test","script":"\#(script)"}"#
    }

    /// Waits until all jobs have ended, and returns them.
    func ended(_ ids: [JobID], within timeout: Duration = .seconds(60)) async throws -> [Job] {
        try await eventually(within: timeout, "all \(ids.count) jobs have ended") {
            try await self.store.ended(among: ids).count == ids.count
        }
        return try await store.jobs(ids)
    }

    /// A port that is free at this moment.
    static func freePort() throws -> Int {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = withUnsafeMutablePointer(to: &address) { address in
            address.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(descriptor, address, size) == 0 && getsockname(descriptor, address, &size) == 0
            }
        }
        guard bound else { throw POSIXError(.EADDRINUSE) }
        return Int(UInt16(bigEndian: address.sin_port))
    }
}
