import AsyncHTTPClient
import Endpoints
import HTTPTypes
import HeyGen
import HeyGenSimulator
import Jobs
import PostgreSQL
import TestSupport
import Testing

@Suite("Endpoints", .migratedDatabase, .timeLimit(.minutes(10)))
struct EndpointRouteTests {
    private static let passphrase = "a passphrase of the tests, thirty-two"
    private static let url = "https://x.test/webhooks/heygen"

    /// The routes before a simulated HeyGen.
    private func run(
        key: String? = passphrase, configure: (inout SimulatorConfiguration) -> Void = { _ in },
        _ body: @escaping @Sendable (API, Simulator) async throws -> Void
    ) async throws {
        var configuration = SimulatorConfiguration()
        configuration.probesEndpoints = false
        configuration.apiKey = "key"
        configure(&configuration)
        let secretKey = try key.map { try SecretKey($0) }
        try await Simulator.withRunning(configuration, logger: TestDatabase.silentLogger) { simulator, heygen in
            try await HTTPClient.withHTTPClient(configuration: HeyGenClient.httpClientConfiguration()) { http in
                let client = HeyGenClient(
                    configuration: HeyGenConfiguration(baseURL: heygen, credential: .apiKey("key")), httpClient: http,
                    logger: TestDatabase.silentLogger)
                try await API.withRunning(
                    endpoints: { store in
                        EndpointKeeper(client: client, store: store, key: secretKey, logger: TestDatabase.silentLogger)
                    }
                ) { api in try await body(api, simulator) }
            }
        }
    }

    private func create(_ api: API, more: String = "") async throws -> String {
        let answer = try await api.post("/v1/endpoints", #"{"url":"\#(Self.url)"\#(more)}"#)
        #expect(answer.status == 201)
        return try #require(answer.json?["endpoint_id"]?.string)
    }

    private func secrets(_ api: API) async throws -> [String] {
        let key = try SecretKey(Self.passphrase)
        return try await api.store.acceptedSecrets().sealed.map { try key.open($0.bytes, of: $0.endpointID) }
    }

    @Test("an endpoint is created, listed, changed and deleted; its secret is stored and shown nowhere")
    func life() async throws {
        try await run { api, simulator in
            let id = try await create(api, more: #","events":["avatar_video.fail"],"entity_id":"e""#)
            let secret = try #require(simulator.webhookSecret)
            #expect(try await secrets(api) == [secret])
            let list = try await api.get("/v1/endpoints?limit=1")
            #expect(!String(decoding: list.body, as: UTF8.self).contains(secret))
            #expect(list.data.map { $0["secret"]?.string } == ["stored"])
            #expect(list.data.map { $0["events"]?.text } == [#"["avatar_video.fail"]"#])
            let changed = try await api.call(
                .patch, "/v1/endpoints/\(id)", Array(#"{"events":["batch.finished"],"url":"https://y.test"}"#.utf8))
            #expect(changed.json?["events"]?.text == #"["batch.finished"]"#)
            #expect(try await api.store.endpoints().map(\.url) == ["https://y.test"])
            #expect(try await api.store.endpoints().map(\.entityID) == ["e"])
            #expect(try await api.call(.delete, "/v1/endpoints/\(id)", nil).json?["status"]?.string == "deleted")
            #expect(try await api.get("/v1/endpoints").data.isEmpty)
            // What HeyGen still repeats is signed with it.
            #expect(try await secrets(api) == [secret])
            for method in [HTTPRequest.Method.delete, .patch] {
                let body = method == .patch ? Array(#"{"events":["batch.finished"]}"#.utf8) : nil
                let gone = try await api.call(method, "/v1/endpoints/\(id)", body)
                #expect(gone.status == 404)
                #expect(gone.json?["code"]?.string == "webhook_not_found")
            }
            #expect(try await api.post("/v1/endpoints/\(id)/rotate", "{}").status == 404)
        }
    }

    @Test("pages, types and deliveries are HeyGen's, with its filters")
    func lists() async throws {
        try await run { api, _ in
            for _ in 0..<3 { _ = try await create(api, more: #","another":true"#) }
            let first = try await api.get("/v1/endpoints?limit=2")
            #expect(first.data.count == 2)
            let token = try #require(first.json?["next_token"]?.string)
            let second = try await api.get("/v1/endpoints?limit=2&token=\(token)")
            #expect(second.data.count == 1)
            #expect(try await api.get("/v1/endpoints/types").data.count == 30)
            let query = "event_type=avatar_video.success&entity_id=v&limit=3"
            #expect(try await api.get("/v1/endpoints/deliveries?\(query)").json?["data"]?.kind == .array)
            #expect(try await api.get("/v1/endpoints/deliveries?kind=x").field == "kind")
            #expect(try await api.get("/v1/endpoints?limit=101").field == "limit")
        }
    }

    @Test("a second endpoint for a URL is made, or moved there, only when it is asked for; the first is named")
    func second() async throws {
        try await run { api, simulator in
            let id = try await create(api)
            let other = try await api.post("/v1/endpoints", #"{"url":"https://y.test/"}"#).json?["endpoint_id"]?.string
            let refusals = [
                try await api.post("/v1/endpoints", #"{"url":"\#(Self.url)"}"#),
                try await api.call(
                    .patch, "/v1/endpoints/\(try #require(other))", Array(#"{"url":"\#(Self.url)"}"#.utf8)),
            ]
            for refusal in refusals {
                #expect(refusal.status == 409)
                #expect(refusal.field == "url")
                #expect(refusal.detail?.contains(id) == true)
                #expect(refusal.detail?.contains("--another") == true)
            }
            #expect(simulator.ledger.calls["POST /v3/webhooks/endpoints"] == 2)
            // Its own URL is no other's, and a refusal leaves nothing that was begun.
            let same = try await api.call(.patch, "/v1/endpoints/\(id)", Array(#"{"url":"\#(Self.url)"}"#.utf8))
            #expect(same.status == 200)
            #expect(try await create(api, more: #","another":true"#) != id)
        }
    }

    @Test(
        "an endpoint in the middle of a blue/green rotation is neither rotated plainly nor deleted, but told the way out"
    )
    func replacing() async throws {
        try await run { api, _ in
            let id = try await create(api)
            _ = try await api.store.begin(.replace, of: id, window: .seconds(1))
            for answer in [
                try await api.post("/v1/endpoints/\(id)/rotate", "{}"),
                try await api.call(.delete, "/v1/endpoints/\(id)", nil),
            ] {
                #expect(answer.status == 409)
                #expect(answer.detail?.contains("blue_green") == true)
            }
            let finished = try await api.post(
                "/v1/endpoints/\(id)/rotate", #"{"mode":"blue_green","window_seconds":1}"#)
            #expect(finished.json?["resumed"]?.bool == true)
        }
    }

    @Test("HeyGen's refusal keeps its code and its field; a wrong credential is not the caller's fault")
    func refusals() async throws {
        try await run { api, simulator in
            let refused = try await api.post("/v1/endpoints", #"{"url":"http://x.test"}"#)
            #expect(refused.status == 400)
            #expect(refused.field == "url")
            #expect(refused.json?["code"]?.string == "invalid_parameter")
            let type = try await api.post("/v1/endpoints", #"{"url":"https://x.test","events":["video.done"]}"#)
            #expect(type.detail?.contains("clapper endpoints types") == true)
            for (body, field) in [
                ("{}", "url"), (#"{"url":"https://x.test","events":"all"}"#, "events"),
                (#"{"url":"https://x.test","secret":"s"}"#, "secret"),
            ] {
                #expect(try await api.post("/v1/endpoints", body).field == field)
            }
            let id = try await create(api)
            #expect(try await api.post("/v1/endpoints/\(id)/rotate", #"{"mode":"fast"}"#).field == "mode")
            let zero = try await api.post("/v1/endpoints/\(id)/rotate", #"{"window_seconds":0}"#)
            #expect(zero.field == "window_seconds")
            #expect(try await api.call(.patch, "/v1/endpoints/\(id)", Array("{}".utf8)).field == "url")
            // A refused call leaves no window.
            #expect(try await api.store.acceptedSecrets().openFor < .seconds(6))
            simulator.acceptAPIKey("another")
            #expect(try await api.get("/v1/endpoints").status == 502)
        }
    }

    @Test("without a credential, or without a key to seal with, it is 503 and the variable is named")
    func unset() async throws {
        try await API.withRunning { api in
            let answer = try await api.get("/v1/endpoints")
            #expect(answer.status == 503)
            #expect(answer.detail?.contains("HEYGEN_API_KEY") == true)
        }
        try await run(key: nil) { api, simulator in
            let answer = try await api.post("/v1/endpoints", #"{"url":"\#(Self.url)"}"#)
            #expect(answer.status == 503)
            #expect(answer.detail?.contains("CLAPPER_SECRET_KEY") == true)
            #expect(answer.detail?.contains("openssl") == true)
            let call = try #require(try await api.store.begin(.rotate, of: "e", window: .seconds(1)))
            try await api.store.store(
                sealedSecret: [1], of: "e", url: Self.url, entityID: nil, answering: call, finishing: true)
            let held = try await api.post("/v1/endpoints", #"{"url":"\#(Self.url)"}"#)
            #expect(held.detail?.contains("the key the secrets were stored under") == true)
            #expect(simulator.ledger.calls["POST /v3/webhooks/endpoints"] == nil)
        }
    }

    @Test("a rotation whose answers are lost is gone on with, and stores the one secret HeyGen made")
    func lostRotation() async throws {
        try await run(configure: { $0.timeScale = 1000 }) { api, simulator in
            let id = try await create(api)
            let old = try #require(simulator.webhookSecret)
            simulator.faults = [.lostAnswer: 1]
            let lost = try await api.post("/v1/endpoints/\(id)/rotate", #"{"window_seconds":1}"#)
            #expect(lost.status == 502)
            #expect(lost.detail?.contains("ask for the same again") == true)
            let new = try #require(simulator.webhookSecret)
            #expect(new != old)
            // Nobody here knows it: what it signs is not forged.
            #expect(try await api.store.acceptedSecrets().openFor > .seconds(3600))
            #expect(try await api.get("/v1/endpoints").data.map { $0["secret"]?.string } == ["unfinished"])
            simulator.faults = [:]
            let again = try await api.post("/v1/endpoints/\(id)/rotate", #"{"window_seconds":1}"#)
            #expect(again.status == 200)
            #expect(again.json?["resumed"]?.bool == true)
            #expect(simulator.webhookSecret == new)
            #expect(Set(try await secrets(api)) == [old, new])
        }
    }

    @Test("blue/green puts another endpoint with the same events in the place of the first; both secrets go on")
    func blueGreen() async throws {
        try await run { api, simulator in
            let id = try await create(api, more: #","events":["avatar_video.fail","batch.finished"]"#)
            let old = try #require(simulator.webhookSecret)
            let body = #"{"mode":"blue_green","window_seconds":1}"#
            let answer = try await api.post("/v1/endpoints/\(id)/rotate", body)
            #expect(answer.status == 200)
            #expect(answer.json?["replaced_endpoint_id"]?.string == id)
            let list = try await api.get("/v1/endpoints").data
            #expect(list.map { $0["endpoint_id"]?.string } == [answer.json?["endpoint_id"]?.string])
            #expect(list.map { $0["events"]?.text } == [#"["avatar_video.fail","batch.finished"]"#])
            #expect(list.map { $0["secret"]?.string } == ["stored"])
            let new = try #require(simulator.webhookSecret)
            #expect(Set(try await secrets(api)) == [old, new])
            #expect(try await api.post("/v1/endpoints/\(id)/rotate", body).status == 404)
        }
    }

    @Test("where HeyGen takes no second endpoint for the URL, blue/green says so and names the other mode")
    func noSecond() async throws {
        try await run(configure: { $0.takesSecondEndpoint = false }) { api, simulator in
            let id = try await create(api)
            let body = #"{"mode":"blue_green","window_seconds":1}"#
            let answer = try await api.post("/v1/endpoints/\(id)/rotate", body)
            #expect(answer.status == 409)
            #expect(answer.detail?.contains("plain") == true)
            #expect(try await secrets(api) == [simulator.webhookSecret])
        }
    }
}
