import HeyGen
import HeyGenSimulator
import NIOHTTP1
import Testing

/// What can be done with the work of each kind.
extension Stage {
    /// Buys one in each of its states, reads them, and does with them what can be done.
    func live(_ life: KindLife) async throws {
        if life.isListed { try await walk(life.read) }
        var ids: [String] = []
        for commands in life.commands + KindLife.everywhere {
            let request = try RequestFile.bytes(life.request, commands: commands, callback: callback)
            ids.append(try await call(.POST, life.create, request).id(life.id))
            #expect(try await call(.GET, "\(life.read)/\(ids.last!)").status == 200)
        }
        if life.isListed { try await walk(life.read) }
        if let bulk = life.bulk {
            try await call(.GET, "\(life.read)/statuses?\(bulk)=\(ids.joined(separator: ",")),nobody")
            try await call(.GET, "\(life.read)/statuses?batch_ids=nobody")
            #expect(try await call(.GET, "\(life.read)/statuses").status == 400)
        }
        let last = "\(life.read)/\(ids.last!)"
        if let rename = life.rename {
            #expect(try await call(.PATCH, last, try RequestFile.bytes(rename)).status == 200)
        }
        if life.isDeleted {
            #expect(try await call(.DELETE, last).status == 200)
            try await call(.GET, last)
            try await call(.DELETE, last)
        }
    }

    /// Reads a list page by page, with its whole length at once too.
    func walk(_ path: String, query: String = "") async throws {
        var token: String?
        for _ in 0..<4 {
            let next = token.map { "&token=\($0)" } ?? ""
            let page = try await call(.GET, "\(path)?limit=2\(query)\(next)")
            #expect(page.status == 200)
            // A batch keeps its paging inside `data`.
            token = page.json?["next_token"]?.string ?? page.data?["next_token"]?.string
            if token == nil { break }
        }
        try await call(.GET, "\(path)?limit=100\(query)")
    }

    /// Buys a batch, waits until its items are bought if they can be, and reads it in pages and by its items.
    func liveInBatch(_ request: String, _ path: String, commands: String, ends: Bool = true) async throws {
        let body = try RequestFile.bytes(request, commands: commands, callback: callback)
        let id = try await call(.POST, path, body).id("batch_id")
        if ends { try await reaches { $0.batches.contains { $0.batchID == id && $0.status != "processing" } } }
        try await walk("\(path)/\(id)")
        try await call(.GET, "\(path)/nobody")
        let statuses = path.replacing("/batches", with: "/statuses")
        try await call(.GET, "\(statuses)?batch_ids=\(id)")
    }

    /// The whole life of a session: questions, messages, its video, its end.
    func liveAgents() async throws {
        let sessions = "/v3/video-agents"
        try await walk("\(sessions)/styles")
        try await call(.GET, "\(sessions)/styles?tag=cinematic")
        let asking = try RequestFile.bytes("video-agent.create", commands: "[[simulator:needs-input]]" + KindLife.end)
        let first = try await call(.POST, sessions, asking).id("session_id")
        try await call(.GET, "\(sessions)/\(first)/videos")
        let message = try RequestFile.bytes("video-agent.send")
        #expect(try await call(.POST, "\(sessions)/\(first)", message).status == 200)
        let session = try await call(.GET, "\(sessions)/\(first)")
        #expect(try await call(.POST, "\(sessions)/\(first)", message).status == 409)
        try await call(.GET, "\(sessions)/\(first)/videos")
        let resource = session.data?["messages"]?.elements.lazy
            .compactMap { $0["resource_ids"]?.elements.first?.string }.first
        let path = "\(sessions)/\(first)/resources/\(try #require(resource))"
        #expect(try await call(.GET, path).status == 200)
        try await call(.GET, "\(sessions)/\(first)/resources/nobody")
        let second = try await call(.POST, sessions, asking).id("session_id")
        #expect(try await call(.POST, "\(sessions)/\(second)/stop").status == 200)
        try await call(.POST, "\(sessions)/\(second)/stop", try RequestFile.bytes("video-agent.stop"))
        try await call(.GET, "\(sessions)/\(second)")
        for path in ["", "/videos", "/resources/nobody"] { try await call(.GET, "\(sessions)/nobody\(path)") }
        try await call(.POST, "\(sessions)/nobody", message)
        try await call(.POST, "\(sessions)/nobody/stop")
    }

    /// Proofreads that are not ready, ready and failed, and what is made of them.
    func liveProofreads() async throws {
        let proofreads = "/v3/video-translations/proofreads"
        let subtitles = try RequestFile.bytes("video-translate.proofreads-srt-update")
        let generate = try RequestFile.bytes("video-translate.proofreads-generate", callback: callback)
        for commands in KindLife.everywhere {
            let request = try RequestFile.bytes("video-translate.proofreads-create", commands: commands)
            let id = try await call(.POST, proofreads, request).id("proofread_ids")
            try await call(.GET, "\(proofreads)/\(id)/srt")
            try await call(.PUT, "\(proofreads)/\(id)/srt", subtitles)
            let made = try await call(.POST, "\(proofreads)/\(id)/generate", generate)
            if made.status == 200 {
                try await call(.GET, "/v3/video-translations/\(made.id("video_translation_id"))")
            }
        }
        try await call(.GET, "\(proofreads)/nobody/srt")
        try await call(.PUT, "\(proofreads)/nobody/srt", subtitles)
        try await call(.POST, "\(proofreads)/nobody/generate", generate)
        try await call(.GET, "/v3/video-translations/languages")
    }

    /// What is there without being bought.
    func readAccount() async throws {
        try await call(.GET, "/v3/users/me")
        try await walk("/v3/templates")
        for template in ["template-welcome", "template-product", "template-news", "nobody"] {
            try await call(.GET, "/v3/templates/\(template)")
        }
        try await walk("/v3/videos", query: "&title=avatar")
    }
}
