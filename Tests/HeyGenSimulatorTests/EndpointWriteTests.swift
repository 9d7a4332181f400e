import HTTPTypes
import HeyGen
import HeyGenSimulator
import NIOHTTP1
import Testing

@Suite(.timeLimit(.minutes(10))) struct EndpointWriteTests {
    private let path = "/v3/webhooks/endpoints"

    @Test("a URL is registered when it answers the probe with success, and not when it refuses or is not there")
    func probe() async throws {
        try await Wire.withRunning { wire in
            try await WebhookReceiver.withRunning { receiver, url in
                let made = try await wire.client().createEndpoint(url: url, events: nil, idempotencyKey: "a")
                #expect(made.url == url)
                #expect(receiver.probeCount == 1)
                let events = ["avatar_video.fail"]
                #expect(try await wire.client().updateEndpoint(made.id, url: nil, events: events).events == events)
                #expect(receiver.probeCount == 1)
                _ = try await wire.client().updateEndpoint(made.id, url: url, events: nil)
                #expect(receiver.probeCount == 2)
            }
            try await WebhookReceiver.withRunning(probeAnswer: .notFound) { receiver, url in
                let refused = try await wire.call(.POST, path, #"{"url":"\#(url)"}"#)
                #expect(refused.status == 400)
                #expect(refused.json?["error"]?["param"]?.string == "url")
                #expect(receiver.probeCount == 1)
            }
            let nobody = try await wire.call(.POST, path, #"{"url":"http://127.0.0.1:1/hook"}"#)
            #expect(nobody.code == "invalid_parameter")
            #expect(try await wire.client().endpoints().endpoints.count == 1)
        }
    }

    @Test("a receiver that does not answer the probe within its second is not registered, and its key is free again")
    func slowProbe() async throws {
        try await Wire.withRunning { wire in
            try await WebhookReceiver.withRunning(probeAnswer: nil) { _, url in
                let key = ["idempotency-key": "k"]
                let answer = try await wire.call(.POST, path, #"{"url":"\#(url)"}"#, headers: key)
                #expect(answer.json?["error"]?["param"]?.string == "url")
                wire.simulator.probesEndpoints = false
                let again = try await wire.call(.POST, path, #"{"url":"\#(url)"}"#, headers: key)
                #expect(again.status == 200)
            }
        }
    }

    @Test("a lost answer to a create or a rotation is given again under its key, and the same secret with it")
    func lostAnswers() async throws {
        try await Wire.withRunning({
            $0.probesEndpoints = false
            $0.faults = [.lostAnswer: 1]
        }) { wire in
            let client = wire.client()
            await #expect(throws: HeyGenError.self) {
                try await client.createEndpoint(url: "https://x.test/", events: nil, idempotencyKey: "c")
            }
            wire.simulator.faults = [:]
            let made = try await client.createEndpoint(url: "https://x.test/", events: nil, idempotencyKey: "c")
            #expect(try await client.endpoints().endpoints.map(\.id) == [made.id])
            wire.simulator.faults = [.lostAnswer: 1]
            await #expect(throws: HeyGenError.self) {
                try await client.rotateSecret(made.id, idempotencyKey: "r")
            }
            let rotated = try #require(wire.simulator.webhookSecret)
            #expect(rotated != made.secret)
            wire.simulator.faults = [:]
            #expect(try await client.rotateSecret(made.id, idempotencyKey: "r") == rotated)
            #expect(try await client.rotateSecret(made.id, idempotencyKey: "r2") != rotated)
        }
    }

    @Test("while a create is slow its key is in progress, and afterwards replays it")
    func inProgress() async throws {
        try await Wire.withRunning({
            $0.probesEndpoints = false
            $0.faults = [.slowCreate: 1]
            $0.timeScale = 10
        }) { wire in
            let client = wire.client()
            async let first = client.createEndpoint(url: "https://x.test/", events: nil, idempotencyKey: "c")
            try await wire.reaches { $0.calls["POST /v3/webhooks/endpoints"] == 1 }
            await #expect(throws: HeyGenError.inProgress(retryAfter: .seconds(1))) {
                try await client.createEndpoint(url: "https://x.test/", events: nil, idempotencyKey: "c")
            }
            let made = try await first
            wire.simulator.faults = [:]
            let again = try await client.createEndpoint(url: "https://x.test/", events: nil, idempotencyKey: "c")
            #expect(again.id == made.id)
            #expect(again.secret == made.secret)
        }
    }

    @Test("endpoints are listed by pages without secrets; what is not there is webhook_not_found; a key is checked")
    func pages() async throws {
        try await Wire.withRunning({ $0.probesEndpoints = false }) { wire in
            let client = wire.client()
            for number in 0..<5 {
                _ = try await client.createEndpoint(
                    url: "https://x.test/\(number)", events: ["batch.finished"], entityID: "e",
                    idempotencyKey: "\(number)")
            }
            var found: [Endpoint] = []
            var token: String?
            repeat {
                let page = try await client.endpoints(limit: 2, token: token)
                found += page.endpoints
                token = page.nextToken
            } while token != nil
            #expect(Set(found.map(\.url)).count == 5)
            #expect(found.allSatisfy { $0.secret == nil && $0.isEnabled && $0.events == ["batch.finished"] })
            try await client.deleteEndpoint(found[0].id)
            let gone = found[0].id
            let error = await #expect(throws: HeyGenError.self) { try await client.deleteEndpoint(gone) }
            #expect(error?.apiError?.code == "webhook_not_found")
            await #expect(throws: HeyGenError.self) { try await client.rotateSecret("", idempotencyKey: "x") }
            await #expect(throws: HeyGenError.self) { try await client.rotateSecret(found[1].id, idempotencyKey: "?") }
            #expect(try await client.eventTypes()["data"]?.elements.count == 30)
            let delivered = try await client.deliveredEvents(type: "batch.finished", limit: 5)
            #expect(delivered.document["data"]?.elements.isEmpty == true)
            let unknown = try await wire.call(.PATCH, "\(path)/\(found[1].id)", #"{"status":"enabled"}"#)
            #expect(unknown.json?["error"]?["param"]?.string == "status")
        }
    }

    @Test("where a second endpoint for a URL is not taken it is a 409")
    func second() async throws {
        try await Wire.withRunning({
            $0.probesEndpoints = false
            $0.takesSecondEndpoint = false
        }) { (wire) async throws in
            let body = #"{"url":"https://x.test/"}"#
            #expect(try await wire.call(.POST, path, body).status == 200)
            #expect(try await wire.call(.POST, path, body).status == 409)
        }
    }
}
