import Clapper
import ClapperClient
import DemoStage
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
    ///   - hasEndpoint: whether an endpoint is registered from the start; without one HeyGen tells callback addresses only.
    ///   - configure: changes the simulator before it starts.
    static func run<Result: Sendable>(
        environment: [String: String] = [:], timeScale: Double = 200, hasEndpoint: Bool = true,
        logger: Logger = TestDatabase.silentLogger,
        configure: (inout SimulatorConfiguration) -> Void = { _ in }, _ body: (Pipeline) async throws -> Result
    ) async throws -> Result {
        var configuration = SimulatorConfiguration()
        configuration.timeScale = timeScale
        configuration.renderSeconds = 20...60
        configuration.failRate = 0
        configure(&configuration)
        // Kept until Clapper listens on it: the simulator has to know it before.
        let reservation = try PortReservation()
        let port = reservation.port
        if hasEndpoint { configuration.webhookURL = "http://127.0.0.1:\(port)/webhooks/heygen" }
        configuration.webhookSecret = webhookSecret
        let database = TestDatabase.current
        let result = try await Simulator.withRunning(configuration, logger: TestDatabase.silentLogger) {
            simulator, heygen in
            let settings = try await settings(environment, port: port, heygen: heygen, timeScale: timeScale)
            return try await ClapperProcess.withRunning(settings, logger: logger) { url in
                try await database.withPool(size: 2) { pool in
                    try await body(
                        Pipeline(simulator: simulator, heygenURL: heygen, url: url, store: JobStore(pool: pool)))
                }
            }
        }
        _ = consume reservation
        return result
    }

    static func settings(
        _ more: [String: String] = [:], port: Int, heygen: String, timeScale: Double
    ) async throws -> Settings {
        var environment = [
            "HEYGEN_BASE_URL": heygen, "HEYGEN_API_KEY": "test-key",
            "HEYGEN_WEBHOOK_SECRETS": webhookSecret, "CLAPPER_PORT": "\(port)", "CLAPPER_API_TOKENS": token,
            "CLAPPER_PUBLIC_URL": "http://127.0.0.1:\(port)", "CLAPPER_SECRET_KEY": "integration-key-of-32-characters-",
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
}
