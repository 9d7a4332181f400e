import HeyGen
import HeyGenSimulator
import Logging
import NIOHTTP1
import ServiceLifecycle
import Testing

@Suite struct SimulatorHTTPTests {
    @Test("the edge and the credential are checked on every call, each with its own answer")
    func gate() async throws {
        try await Wire.withRunning {
            $0.apiKey = "key"
        } _: { wire in
            let none = try await wire.call(.GET, "/v3/users/me", without: ["x-api-key"])
            let wrong = try await wire.call(.GET, "/v3/users/me", headers: ["x-api-key": "wrong"])
            #expect(none.status == 401)
            #expect(none.code == "unauthorized")
            #expect(none.body == wrong.body)
            let bearer = try await wire.call(
                .GET, "/v3/users/me", headers: ["authorization": "Bearer key"], without: ["x-api-key"])
            #expect(bearer.status == 200)
            for without in [["user-agent"], []] {
                let anonymous = try await wire.call(
                    .GET, "/v3/users/me", headers: ["user-agent": "Python-urllib/3.12"], without: without)
                #expect(anonymous.status == 403)
                #expect(anonymous.headers.first(name: "content-type") == "text/html")
            }
            let form = try await wire.call(.POST, "/v3/videos", "a=b", headers: ["content-type": "text/plain"])
            #expect(form.status == 415)
            let key = try await wire.call(
                .POST, "/v3/videos", Wire.body("a"), headers: ["idempotency-key": "not valid"])
            #expect(key.json?["error"]?["param"]?.string == "Idempotency-Key")
            let nowhere = try await wire.call(.GET, "/v3/nothing")
            #expect(nowhere.code == "not_found")
            let large = try await wire.call(.POST, "/v3/videos", String(repeating: " ", count: 2_097_153))
            #expect(large.code == "payload_too_large")
            #expect(wire.simulator.ledger.calls["GET /v3/users/me"] == 5)
        }
    }

    @Test("webhook endpoints are made, listed without secret, changed, rotated and deleted")
    func endpoints() async throws {
        try await Wire.withRunning({ $0.probesEndpoints = false }) { wire in
            let path = "/v3/webhooks/endpoints"
            let key = ["idempotency-key": "once"]
            let made = try await wire.call(.POST, path, #"{"url":"https://x.test/hook"}"#, headers: key)
            let again = try await wire.call(.POST, path, #"{"url":"https://x.test/hook"}"#, headers: key)
            #expect(made.body == again.body)
            let id = try #require(made.json?["data"]?["endpoint_id"]?.string)
            let list = try await wire.call(.GET, path + "?limit=5")
            #expect(list.json?["data"]?.elements.count == 1)
            #expect(list.json?["data"]?.elements.first?["secret"]?.kind == .null)
            let changed = try await wire.call(
                .PATCH, "\(path)/\(id)", #"{"events":["avatar_video.success"],"url":"https://y.test"}"#)
            #expect(changed.json?["data"]?["events"]?.text == #"["avatar_video.success"]"#)
            let rotated = try await wire.call(.POST, "\(path)/\(id)/rotate-secret")
            #expect(rotated.json?["data"]?["secret"]?.string?.hasPrefix("whsec_") == true)
            let types = try await wire.call(.GET, "/v3/webhooks/event-types")
            #expect(types.json?["data"]?.elements.count == 30)
            let events = try await wire.call(.GET, "/v3/webhooks/events?limit=1")
            #expect(events.json?["data"]?.kind == .array)
            #expect(try await wire.call(.GET, "/v3/webhooks/events?limit=0").status == 400)
            #expect(try await wire.call(.DELETE, "\(path)/\(id)").json?["error"]?.kind == .null)
            #expect(try await wire.call(.DELETE, "\(path)/\(id)").code == "webhook_not_found")
        }
    }

    @Test("a presigned link works without credential, not when changed, and not after seven days")
    func files() async throws {
        try await Wire.withRunning { wire in
            let video = try await wire.create("a", "[[simulator:seconds=0]]")
            let link = try #require(try await wire.client().video(id: video.id).link)
            let bare = ["x-api-key", "user-agent"]
            #expect(try await wire.call(.GET, link, without: bare).status == 200)
            #expect(try await wire.call(.GET, link + "0", without: bare).status == 403)
            let moved = link.replacing("Expires=", with: "Expires=9")
            #expect(try await wire.call(.GET, moved, without: bare).status == 403)
        }
        // At this scale seven days pass in less than a second.
        try await Wire.withRunning {
            $0.timeScale = 10_000_000
        } _: { wire in
            let video = try await wire.create("a", "[[simulator:seconds=0]]")
            let link = try #require(try await wire.client().video(id: video.id).link)
            try await withDeadline {
                while try await wire.call(.GET, link).status != 403 { continue }
            }
            let fresh = try #require(try await wire.client().video(id: video.id).link)
            #expect(fresh != link)
        }
    }

    @Test("the ledger, the faults and the key are there over HTTP too")
    func control() async throws {
        try await Wire.withRunning { wire in
            _ = try await wire.create("a", key: "a:1")
            let ledger = try #require(try await wire.call(.GET, "/_simulator/ledger").json)
            #expect(ledger["purchases"]?.int == 1)
            #expect(ledger["bought_twice"]?.elements.isEmpty == true)
            #expect(ledger["in_flight_max"]?.int == 1)
            #expect(ledger["in_flight_mean"]?.double != nil)
            #expect(ledger["calls"]?["POST /v3/videos"]?.int == 1)
            let video = try #require(ledger["videos"]?.elements.first)
            #expect(video["callback_id"]?.string == "a")
            #expect(video["idempotency_key"]?.string == "a:1")
            #expect(video["deliveries"]?.kind == .array)
            #expect(try await wire.call(.GET, "/_simulator/health").status == 200)

            let set = try await wire.call(.POST, "/_simulator/faults", #"{"throttle":1}"#)
            #expect(set.json?["throttle"]?.double == 1)
            #expect(try await wire.call(.GET, "/v3/users/me").status == 429)
            for bad in [#"{"nope":1}"#, #"{"throttle":2}"#, #"{"throttle":"x"}"#, "[]", #"{"throttle":0,"nope":0}"#] {
                #expect(try await wire.call(.POST, "/_simulator/faults", bad).status == 400)
            }
            #expect(wire.simulator.faults[.throttle] == 1)
            _ = try await wire.call(.POST, "/_simulator/faults", #"{"throttle":0}"#)
            #expect(try await wire.call(.POST, "/_simulator/keys", #"{"api_key":"other"}"#).status == 200)
            #expect(try await wire.call(.GET, "/v3/users/me").status == 401)
            _ = try await wire.call(.POST, "/_simulator/keys", #"{"api_key":null}"#)
            #expect(try await wire.call(.GET, "/v3/users/me").status == 200)
        }
    }

    @Test("a taken port is an error for the server and for whoever waits for the port")
    func takenPort() async throws {
        try await Wire.withRunning { wire in
            var configuration = SimulatorConfiguration()
            configuration.port = try await wire.simulator.listeningPort()
            let second = Simulator(configuration: configuration, logger: Logger(label: "test"))
            let waiting = Task { try await second.listeningPort() }
            await #expect(throws: (any Error).self) { try await second.run() }
            await #expect(throws: (any Error).self) { try await waiting.value }
        }
    }

    @Test("it runs as a service and stops when asked")
    func service() async throws {
        let simulator = Simulator(configuration: SimulatorConfiguration(), logger: Logger(label: "test"))
        let group = ServiceGroup(services: [simulator], logger: Logger(label: "test"))
        async let running: Void = group.run()
        #expect(try await simulator.listeningPort() > 0)
        await group.triggerGracefulShutdown()
        try await running
    }
}
