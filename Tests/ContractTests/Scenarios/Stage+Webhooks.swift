import HeyGen
import HeyGenSimulator
import NIOHTTP1
import TestSupport
import Testing

/// Endpoints, their events, and waiting for what the simulator does.
extension Stage {
    /// What a lipsync's `callback_url` is told: no event type exists for it.
    private static let bare = "the bare resource"

    /// Waits for the ledger.
    func reaches(_ condition: @escaping @Sendable (Ledger) -> Bool) async throws {
        try await eventually("the ledger is as wanted") { condition(simulator.ledger) }
    }

    /// Registers an endpoint at the proxy; its secret.
    func listen() async throws -> String {
        let body = JSONObjectWriter.object([("url", JSONString.quoted(url + "/hook"))])
        return try await call(.POST, "/v3/webhooks/endpoints", body).id("secret")
    }

    /// Everything that endpoints go through, at endpoints that are gone afterwards.
    func liveEndpoints() async throws {
        let endpoints = "/v3/webhooks/endpoints"
        var ids: [String] = []
        for _ in 0..<3 {
            let request = try RequestFile.bytes("webhook.endpoints-create")
            ids.append(try await call(.POST, endpoints, request).id("endpoint_id"))
        }
        try await walk(endpoints)
        let update = try RequestFile.bytes("webhook.endpoints-update")
        for id in ids {
            #expect(try await call(.PATCH, "\(endpoints)/\(id)", update).status == 200)
            #expect(try await call(.POST, "\(endpoints)/\(id)/rotate-secret").status == 200)
            #expect(try await call(.DELETE, "\(endpoints)/\(id)").status == 200)
        }
        try await call(.PATCH, "\(endpoints)/nobody", update)
        try await call(.POST, "\(endpoints)/nobody/rotate-secret")
        try await call(.DELETE, "\(endpoints)/nobody")
        try await call(.GET, "/v3/webhooks/event-types")
    }

    /// The list of events, by page, by type and by what they are about.
    func readEvents() async throws {
        let events = "/v3/webhooks/events"
        try await walk(events)
        for type in EventType.all { try await call(.GET, "\(events)?limit=3&event_type=\(type.name)") }
        let first = try await call(.GET, "\(events)?limit=1").data?.elements.first?["event_data"]
        let entity = first?["video_id"] ?? first?["id"] ?? first?["session_id"] ?? first?["batch_id"]
        try await call(.GET, "\(events)?entity_id=\(entity?.string ?? "nobody")")
    }

    /// Waits until everything that can be told was told at least once, or it is clear that it will not be.
    func settleDeliveries() async throws {
        do {
            try await eventually(within: .seconds(30), "every type of event is delivered") { untold().isEmpty }
        } catch is NeverHappened {
            // The test of the deliveries names those that are missing.
        }
    }

    /// What should be delivered by now, and is not.
    func untold() -> [String] {
        let kinds = ["avatar_video", "video_agent", "video_translate", "hyperframes_video", "ai_clipping"]
        var hook: Set = [
            "batch.finished", "avatar_video_gif.success", "avatar_video_caption.success",
            "video_translate.preflight.download_failed",
        ]
        for kind in kinds + ["proofread_creation"] { hook.formUnion(["\(kind).success", "\(kind).fail"]) }
        let callback = kinds.map { $0 + ".success" } + ["batch.finished", Self.bare]
        let told = Set(
            proxy.deliveries.map { "\($0.path) " + ((try? RawJSON($0.body))?["event_type"]?.string ?? Self.bare) })
        return (hook.map { "/hook " + $0 } + callback.map { "/callback " + $0 }).filter { !told.contains($0) }.sorted()
    }
}
