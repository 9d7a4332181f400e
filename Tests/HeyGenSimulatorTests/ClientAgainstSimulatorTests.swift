import Foundation
import HeyGen
import HeyGenSimulator
import Testing

@Suite struct ClientAgainstSimulatorTests {
    private func error(_ call: () async throws(HeyGenError) -> Void) async -> HeyGenError? {
        do throws(HeyGenError) {
            try await call()
            return nil
        } catch {
            return error
        }
    }

    private func create(_ wire: Wire, _ id: String, _ script: String = "hi") async -> HeyGenError? {
        let body = Array(Wire.body(id, script).utf8)
        return await error { () throws(HeyGenError) in
            _ = try await wire.client().createVideo(body: body, idempotencyKey: "\(id):1")
        }
    }

    @Test("a create buys once, and its key replays the answer")
    func createAndReplay() async throws {
        try await Wire.withRunning { (wire: Wire) async throws -> Void in
            let first = try await wire.create("a")
            let second = try await wire.create("a", "another text")
            #expect(first == second)
            #expect(first.status == .running("waiting"))
            #expect(wire.simulator.ledger.purchases == 1)
            #expect(wire.simulator.ledger.calls["POST /v3/videos"] == 2)
        }
    }

    @Test("a composed body is accepted as it is")
    func composed() async throws {
        try await Wire.withRunning { (wire: Wire) async throws -> Void in
            let bodies = [
                #"{"type":"avatar","avatar_id":"a","script":"s"}"#,
                #"{"type":"cinematic_avatar","prompt":"p","avatar_id":["a"],"callback_id":"mine"}"#,
            ]
            for (index, body) in bodies.enumerated() {
                let request = try CreateRequest(
                    Array(body.utf8), of: .video, callbackID: "clp_\(index)", callbackURL: "https://x.test/c",
                    titleSuffix: " [clp:\(index)]")
                _ = try await wire.client().create(request, idempotencyKey: "k:\(index)")
            }
            let found = try await wire.client().renders(of: .video, title: "[clp:1]")
            #expect(found.renders.count == 1)
            #expect(found.renders.first?.title == "[clp:1]")
            #expect(found.nextToken == nil)
        }
    }

    @Test("while a create runs, its key answers that it is in progress")
    func inProgress() async throws {
        try await Wire.withRunning {
            $0.faults = [.slowCreate: 1]
            $0.slowCreateSeconds = 3000
        } _: { (wire: Wire) async throws -> Void in
            async let first = wire.create("a")
            try await wire.reaches { $0.purchases == 1 }
            #expect(await create(wire, "a") == .inProgress(retryAfter: .seconds(5)))
            let video = try await first
            #expect(try await wire.create("a") == video)
            #expect(wire.simulator.ledger.purchases == 1)
        }
    }

    @Test("limits throttle, wrong requests are refused, wrong keys stop the account")
    func errors() async throws {
        try await Wire.withRunning {
            $0.limit = 1
        } _: { (wire: Wire) async throws -> Void in
            #expect(await create(wire, "a", "[[simulator:never]]") == nil)
            let throttled = await create(wire, "b")
            #expect(throttled?.label == "throttled")
            #expect(throttled?.retryAfter == .seconds(10))
            #expect(throttled?.apiError?.reason == .rateLimit)
            let refused = await error { () throws(HeyGenError) in
                _ = try await wire.client().createVideo(body: Array("{}".utf8), idempotencyKey: "k")
            }
            #expect(refused?.apiError?.code == "invalid_parameter")
            #expect(refused?.apiError?.param == "type")
            #expect(refused?.apiError?.requestID != nil)
            wire.simulator.acceptAPIKey("right")
            #expect(await create(wire, "c")?.label == "credential")
            let wrong = await error { () throws(HeyGenError) in _ = try await wire.client().me() }
            #expect(wrong?.label == "credential")
            #expect(try await wire.client(key: "right").me().remainingBalance == 1000)
        }
    }

    @Test("lost and truncated answers and 5xx are ambiguous, and the replay finds the one purchase")
    func ambiguous() async throws {
        for fault in [Fault.lostAnswer, .truncateBody, .error5xx] {
            try await Wire.withRunning {
                $0.faults = [fault: 1]
            } _: { (wire: Wire) async throws -> Void in
                #expect(await create(wire, "a")?.label == "ambiguous", "\(fault)")
                wire.simulator.faults = [:]
                #expect(await create(wire, "a") == nil)
                #expect(wire.simulator.ledger.purchases == 1, "\(fault)")
            }
        }
    }

    @Test("each status is read, alone and in bulk")
    func reads() async throws {
        try await Wire.withRunning { (wire: Wire) async throws -> Void in
            let completed = try await wire.create("a", "[[simulator:seconds=0]]")
            let failed = try await wire.create("b", "[[simulator:fail]][[simulator:seconds=0]]")
            let running = try await wire.create("c", "[[simulator:never]]")
            let client = wire.client()
            let video = try await client.video(id: completed.id)
            #expect(video.status == .completed)
            #expect(video.link?.contains("/files/") == true)
            #expect(video.resultJSON?.contains(#""duration":"#) == true)
            #expect(video.title == "T [clp:a]")
            let created = try #require(video.createdAt)
            #expect(abs(created.timeIntervalSinceNow) < 120)
            #expect(try RawJSON(video.raw)["data"]?["id"]?.string == completed.id)
            let failure = try await client.video(id: failed.id)
            #expect(failure.status == .failed)
            #expect(failure.failureCode == "rendering_failed")
            #expect(try await client.video(id: running.id).status.isRunning)
            let ids = [completed.id, failed.id, running.id, "no/such?id"]
            let statuses = try await client.videoStatuses(ids: ids)
            #expect(statuses[completed.id]?.status == .completed)
            #expect(statuses[failed.id]?.errorCode == "rendering_failed")
            #expect(statuses[running.id]?.status.isRunning == true)
            #expect(statuses["no/such?id"]?.status == .notFound)
            for unknown in ["no/such?id", "..", "%2e"] {
                let missing = await error { () throws(HeyGenError) in _ = try await client.video(id: unknown) }
                #expect(missing?.apiError?.code == "video_not_found")
            }
        }
    }

    @Test("a cancelled read is canceled, a create cancelled after sending is ambiguous")
    func cancellation() async throws {
        try await Wire.withRunning {
            $0.timeScale = 1
            $0.faults = [.slowCreate: 1]
            $0.slowCreateSeconds = 5
        } _: { (wire: Wire) async throws -> Void in
            let task = Task { await create(wire, "a") }
            try await wire.reaches { $0.purchases == 1 }
            task.cancel()
            #expect(await task.value?.label == "ambiguous")
            let read = Task {
                withUnsafeCurrentTask { $0?.cancel() }
                return await error { () throws(HeyGenError) in _ = try await wire.client().me() }
            }
            #expect(await read.value == .canceled)
            let unsent = Task {
                withUnsafeCurrentTask { $0?.cancel() }
                return await create(wire, "b")
            }
            #expect(await unsent.value == .canceled)
            #expect(wire.simulator.ledger.purchases == 1)
        }
    }
}
