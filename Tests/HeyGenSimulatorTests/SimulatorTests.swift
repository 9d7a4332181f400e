import AsyncHTTPClient
import Foundation
import HeyGen
import HeyGenSimulator
import Logging
import Testing

/// The client against the simulator, over real HTTP.
@Suite("The simulator")
struct SimulatorTests {
    static let silent = Logger(label: "tests") { _ in SwiftLogNoOpLogHandler() }

    /// Runs a simulator that renders a simulated minute in milliseconds, and a client for it.
    private func withClient(
        key: String = "key", _ change: (inout SimulatorConfiguration) -> Void = { _ in },
        _ body: (Simulator, HeyGenClient) async throws -> Void
    ) async throws {
        var configuration = SimulatorConfiguration()
        configuration.timeScale = 10_000
        configuration.failRate = 0
        change(&configuration)
        try await Simulator.withRunning(configuration, logger: Self.silent) { simulator, address in
            try await HTTPClient.withHTTPClient(configuration: HeyGenClient.httpClientConfiguration()) { http in
                let client = HeyGenClient(
                    configuration: HeyGenConfiguration(
                        baseURL: address, credential: .apiKey(key), userAgent: "clapper-tests"),
                    httpClient: http, logger: Self.silent)
                try await body(simulator, client)
            }
        }
    }

    private func request(_ callbackID: String, script: String = "Hello") -> [UInt8] {
        Array(
            #"{"type":"avatar","avatar_id":"a","voice_id":"v","script":"\#(script)","callback_id":"\#(callbackID)"}"#
                .utf8)
    }

    /// Reads until HeyGen says how the video ended.
    private func ended(_ client: HeyGenClient, _ id: String) async throws -> Render {
        while true {
            let video = try await client.video(id: id)
            if !video.status.isRunning { return video }
            await Task.yield()
        }
    }

    @Test("a create is rendered, its read has a link, and the ledger knows it")
    func create() async throws {
        try await withClient { simulator, client in
            let created = try await client.createVideo(body: request("c1"), idempotencyKey: "k:1")
            let video = try await ended(client, created.id)
            #expect(video.status == .completed)
            #expect(video.link?.contains("Expires=") == true)
            #expect(simulator.ledger.purchases == 1)
            #expect(simulator.ledger.boughtTwice.isEmpty)
        }
    }

    @Test("the same key replays the first answer and buys nothing more")
    func replay() async throws {
        try await withClient { simulator, client in
            let first = try await client.createVideo(body: request("c1"), idempotencyKey: "k:1")
            let second = try await client.createVideo(body: request("other"), idempotencyKey: "k:1")
            #expect(first.id == second.id)
            #expect(simulator.ledger.purchases == 1)
        }
    }

    @Test("with ignore-idempotency the same key buys twice, and the ledger says so")
    func ignoredKey() async throws {
        try await withClient({ $0.faults[.ignoreIdempotency] = 1 }) { simulator, client in
            _ = try await client.createVideo(body: request("c1"), idempotencyKey: "k:1")
            _ = try await client.createVideo(body: request("c1"), idempotencyKey: "k:1")
            #expect(simulator.ledger.purchases == 2)
            #expect(simulator.ledger.boughtTwice == ["c1"])
        }
    }

    @Test("a wrong key is a matter of the credential")
    func wrongKey() async throws {
        try await withClient(key: "wrong", { $0.apiKey = "right" }) { _, client in
            let error = await #expect(throws: HeyGenError.self) { try await client.me() }
            guard case .credential = error else {
                Issue.record("\(String(describing: error))")
                return
            }
        }
    }

    @Test("one render more than the limit is throttled, with a time to wait")
    func limit() async throws {
        try await withClient({
            $0.limit = 1
            $0.timeScale = 1
        }) { simulator, client in
            _ = try await client.createVideo(body: request("c1"), idempotencyKey: "k:1")
            let error = await #expect(throws: HeyGenError.self) {
                try await client.createVideo(body: request("c2"), idempotencyKey: "k:2")
            }
            guard case .throttled(.some, let answer) = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(answer.code == "rate_limit_exceeded")
            #expect(simulator.ledger.inFlightMax == 1)
        }
    }

    @Test(
        "what HeyGen refuses is refused, naming the parameter",
        arguments: [
            (#"{"type":"avatar","script":"x"}"#, "avatar_id"), (#"{"type":"nope"}"#, "type"),
            (#"{"type":"avatar","avatar_id":"a","script":"x","surprise":1}"#, "surprise"),
            (#"{"type":"avatar","avatar_id":7,"script":"x"}"#, "avatar_id"),
        ])
    func refused(body: String, param: String) async throws {
        try await withClient { simulator, client in
            let error = await #expect(throws: HeyGenError.self) {
                try await client.createVideo(body: Array(body.utf8), idempotencyKey: "k:1")
            }
            guard case .refused(let answer) = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(answer.param == param)
            #expect(simulator.ledger.purchases == 0)
        }
    }

    @Test(
        "an answer that is lost, cut or an error of the server is ambiguous",
        arguments: [Fault.lostAnswer, .truncateBody, .error5xx])
    func ambiguous(fault: Fault) async throws {
        try await withClient({ $0.faults[fault] = 1 }) { _, client in
            let error = await #expect(throws: HeyGenError.self) {
                try await client.createVideo(body: request("c1"), idempotencyKey: "k:1")
            }
            guard case .ambiguous = error else {
                Issue.record("\(String(describing: error))")
                return
            }
        }
    }

    @Test("bulk statuses know what ended and what is not there; a read of that is refused as not found")
    func statuses() async throws {
        try await withClient { _, client in
            let id = try await client.createVideo(
                body: request("c1", script: "[[simulator:fail]]"), idempotencyKey: "k:1"
            ).id
            #expect(try await ended(client, id).status == .failed)
            let entries = try await client.videoStatuses(ids: [id, "nobody"])
            #expect(entries[id]?.status == .failed)
            #expect(entries["nobody"]?.status == .notFound)
            let error = await #expect(throws: HeyGenError.self) { try await client.video(id: "nobody") }
            guard case .refused(let answer) = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(answer.status == 404)
        }
    }

    @Test("a fate is a hash of seed and callback id, whatever the order of arrival")
    func determinism() async throws {
        func fates(_ order: [Int]) async throws -> [String: Bool] {
            var fates: [String: Bool] = [:]
            try await withClient({
                $0.failRate = 0.5
                $0.limit = 100
            }) { _, client in
                for n in order {
                    let id = try await client.createVideo(body: request("c\(n)"), idempotencyKey: "k:\(n)").id
                    fates["c\(n)"] = try await ended(client, id).status == .completed
                }
            }
            return fates
        }
        let forward = try await fates(Array(0..<12))
        #expect(try await fates(Array((0..<12).reversed())) == forward)
        #expect(Set(forward.values).count == 2)
    }
}
