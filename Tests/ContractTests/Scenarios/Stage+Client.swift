import Examples
import HeyGen
import HeyGenSimulator
import NIOHTTP1
import Testing

/// Everything HeyGenClient can send.
extension Stage {
    private static let kinds: [(kind: RenderKind, request: String)] =
        ["avatar", "image", "cinematic", "studio"].map { (.video, "video.create@" + $0) } + [
            (.template, "template.generate"), (.videoAgent, "video-agent.create"),
            (.videoTranslation, "video-translate.create"), (.proofread, "video-translate.proofreads-generate"),
            (.lipsync, "lipsync.create"), (.hyperframes, "hyperframes.renders-create"),
            (.aiClipping, "ai-clipping.create"),
        ]

    func liveAsClient() async throws {
        #expect(Set(Self.kinds.map(\.kind.name)) == Set(RenderKind.all.map(\.name)))
        _ = try await client.me()
        var ids: [String: [String]] = [:]
        for (number, entry) in Self.kinds.enumerated() {
            for id in try await create(entry.kind, entry.request, number) {
                ids[entry.kind.resource.name, default: []].append(id)
                #expect(try await client.render(id, of: entry.kind.resource).id == id)
            }
        }
        for resource in RenderResource.all { try await read(resource, ids[resource.name] ?? []) }
        try await keepEndpoint()
        for kind in RenderKind.all where kind.batch != nil { try await createBatch(kind) }
        for example in Examples.requests {
            let request = try CreateRequest(
                example.request, of: .video, callbackID: example.name, callbackURL: callback,
                titleSuffix: " [clp:\(example.name)]")
            _ = try await client.create(request, idempotencyKey: example.name)
        }
    }

    /// An endpoint from its making to its end, and what was delivered.
    private func keepEndpoint() async throws {
        let whole = try await client.createEndpoint(
            url: callback, events: ["avatar_video.success"], entityID: "nobody", idempotencyKey: "endpoint:1")
        let bare = try await client.createEndpoint(url: callback, events: nil, idempotencyKey: "endpoint:2")
        let page = try await client.endpoints(limit: 1)
        if let token = page.nextToken { _ = try await client.endpoints(limit: 100, token: token) }
        _ = try await client.updateEndpoint(whole.id, url: callback, events: ["avatar_video.fail"])
        #expect(try await client.rotateSecret(whole.id, idempotencyKey: "rotate:1") != whole.secret)
        for id in [whole.id, bare.id] { try await client.deleteEndpoint(id) }
        #expect(try await client.eventTypes()["data"]?.elements.count == 30)
        _ = try await client.deliveredEvents(type: "avatar_video.success", entityID: "nobody", limit: 1)
        let events = try await client.deliveredEvents(limit: 1)
        if let token = events.nextToken { _ = try await client.deliveredEvents(token: token) }
    }

    /// With all of our own fields and a caller's whole request, and with as little as can be.
    private func create(_ kind: RenderKind, _ request: String, _ number: Int) async throws -> [String] {
        let name = "contract-\(number)"
        let whole = try CreateRequest(
            try await bytes(kind, request), of: kind, callbackID: name, callbackURL: callback,
            titleSuffix: " [clp:\(name)]")
        let bare = try CreateRequest(try await bytes(kind, request), of: kind, callbackID: name + "-bare")
        return [
            try await client.create(whole, idempotencyKey: "\(name):1").id,
            try await client.create(bare, idempotencyKey: "\(name):2").id,
        ]
    }

    /// The file as a caller of Clapper gives it: what stands in the path is a member.
    private func bytes(_ kind: RenderKind, _ request: String) async throws -> [UInt8] {
        guard let member = kind.pathMember else { return try RequestFile.bytes(request, callback: callback) }
        var value = "template-welcome"
        if member == "proofread_id" {
            let proofread = try RequestFile.bytes("video-translate.proofreads-create")
            value = try await call(.POST, "/v3/video-translations/proofreads", proofread).id("proofread_ids")
        }
        return try RequestFile.bytes(request, members: #""\#(member)":"\#(value)""#, callback: callback)
    }

    private func read(_ resource: RenderResource, _ ids: [String]) async throws {
        #expect(!ids.isEmpty, "\(resource.name)")
        if resource.hasBulk { #expect(try await client.statuses(ids, of: resource).count == ids.count) }
        let page = try await client.renders(of: resource, limit: 1)
        if let token = page.nextToken { _ = try await client.renders(of: resource, limit: 100, token: token) }
        if case .title = resource.search { _ = try await client.renders(of: resource, title: "[clp:contract-1]") }
        await #expect(throws: HeyGenError.self) { try await client.render("nobody", of: resource) }
    }

    private func createBatch(_ kind: RenderKind) async throws {
        let files = Self.kinds.filter { $0.kind.name == kind.name }.map(\.request)
        var requests: [CreateRequest] = []
        for number in 0..<101 where requests.count < 100 {
            let body = try await bytes(kind, files[number % files.count])
            guard kind.isBatchable(body) else { continue }
            requests.append(
                try CreateRequest(
                    body, of: kind, callbackID: "contract-\(kind.name)-\(number)", callbackURL: callback,
                    titleSuffix: " [clp:\(number)]"))
        }
        let batch = BatchRequest(requests, of: kind, title: "clapper contract")
        let id = try await client.createBatch(batch, idempotencyKey: "batch-\(kind.name)")
        let page = try await client.batch(id, of: kind)
        #expect(page.items.count == requests.count)
        _ = try await client.batch(id, of: kind, token: "p1")
    }
}
