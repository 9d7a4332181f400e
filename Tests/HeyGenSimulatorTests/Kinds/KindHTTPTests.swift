import HeyGen
import NIOHTTP1
import Testing

@testable import HeyGenSimulator

/// The same over real HTTP: every path is there, under its own template in the ledger.
@Suite struct KindHTTPTests {
    private static let source = KindCase.source

    @Test("every kind is bought, read, listed and deleted over HTTP", arguments: KindCase.all)
    func paths(_ kind: KindCase) async throws {
        try await Wire.withRunning { wire in
            let body = String(decoding: kind.body("c", "[[simulator:seconds=0]]"), as: UTF8.self)
            let made = try await wire.call(.POST, kind.path, body)
            #expect(made.status == kind.status)
            let data = made.json?["data"]
            let id = try #require(data?[kind.id]?.string ?? data?[kind.id]?.elements.first?.string)
            let collection = kind.reads
            let read = try await wire.call(.GET, "\(collection.path)/\(id)")
            #expect(read.json?["data"]?["status"]?.string == "completed")
            for name in kind.links {
                let link = try #require(read.json?["data"]?[name]?.string)
                #expect(try await wire.call(.GET, link, without: ["x-api-key"]).status == 200)
            }
            if collection.pageLimit != nil {
                let list = try await wire.call(.GET, collection.path + "?limit=1")
                #expect(list.json?["data"]?.elements.count == 1)
                #expect(list.json?["has_more"]?.kind == .bool)
                #expect(try await wire.call(.GET, collection.path + "?limit=101").status == 400)
            }
            if let bulk = collection.bulk {
                let statuses = try await wire.call(.GET, "\(collection.path)/statuses?\(bulk)=\(id)")
                #expect(statuses.json?["data"]?.elements.first?["status"]?.string == "completed")
                #expect(try await wire.call(.GET, "\(collection.path)/statuses").status == 400)
            }
            if collection.deleted != nil {
                #expect(try await wire.call(.DELETE, "\(collection.path)/\(id)").status == 200)
                #expect(try await wire.call(.DELETE, "\(collection.path)/\(id)").status == 404)
                for name in kind.links {
                    let link = try #require(read.json?["data"]?[name]?.string)
                    #expect(try await wire.call(.GET, link, without: ["x-api-key"]).status == 404)
                }
            }
            let ledger = try await wire.call(.GET, "/_simulator/ledger").json
            #expect(ledger?["videos"]?.elements.first?["kind"]?.string == kind.kind.rawValue)
            #expect(ledger?["videos"]?.elements.first?["video_id"]?.string == id)
            #expect(ledger?["calls"]?["POST \(kind.operation.path)"]?.int == 1)
        }
    }

    @Test("a batch is sent, read and finished over HTTP")
    func batch() async throws {
        try await WebhookReceiver.withRunning { receiver, url in
            try await Wire.withRunning {
                $0.webhookURL = url
            } _: { wire in
                let item = #"{"video":\#(Self.source),"output_languages":["A","B"],"callback_id":"c"}"#
                let body = #"{"video_translations":[\#(item)],"callback_url":"\#(url)"}"#
                let path = "/v3/video-translations/batches"
                let key = ["idempotency-key": "k"]
                let made = try await wire.call(.POST, path, body, headers: key)
                #expect(made.status == 202)
                #expect(try await wire.call(.POST, path, body, headers: key).body == made.body)
                let id = try #require(made.json?["data"]?["batch_id"]?.string)
                let types = try await receiver.next(4).map { try RawJSON($0.body)["event_type"]?.string }
                #expect(types.filter { $0 == "batch.finished" }.count == 2)
                #expect(types.filter { $0 == "video_translate.success" }.count == 2)
                let read = try await wire.call(.GET, "\(path)/\(id)?limit=1")
                #expect(read.json?["data"]?["status"]?.string == "completed")
                #expect(read.json?["data"]?["has_more"]?.bool == true)
                let statuses = try await wire.call(.GET, "/v3/video-translations/statuses?batch_ids=\(id)")
                #expect(statuses.json?["data"]?.elements.count == 2)
                let events = try await wire.call(.GET, "/v3/webhooks/events?entity_id=\(id)")
                #expect(events.json?["data"]?.elements.map { $0["event_type"]?.string } == ["batch.finished"])
                #expect(wire.simulator.ledger.videos.map(\.batchID) == [id, id])
            }
        }
    }

    @Test("templates, styles and languages are fixed lists")
    func fixed() async throws {
        try await Wire.withRunning { wire in
            let templates = try await wire.call(.GET, "/v3/templates").json?["data"]?.elements ?? []
            #expect(templates.count == 3)
            for template in templates {
                let id = try #require(template["id"]?.string)
                let detail = try await wire.call(.GET, "/v3/templates/\(id)").json?["data"]
                #expect(detail?["scenes"]?.elements.isEmpty == false)
                #expect(detail?["variables"]?.members.isEmpty == false)
            }
            #expect(try await wire.call(.GET, "/v3/templates/x").code == "template_not_found")
            #expect(try await wire.call(.POST, "/v3/templates/x", #"{"variables":{}}"#).code == "template_not_found")
            let page = try await wire.call(.GET, "/v3/templates?limit=2")
            let token = try #require(page.json?["next_token"]?.string)
            let rest = try await wire.call(.GET, "/v3/templates?limit=2&token=\(token)")
            #expect(rest.json?["data"]?.elements.count == 1)
            #expect(try await wire.call(.GET, "/v3/video-agents/styles").json?["data"]?.elements.count == 3)
            let tagged = try await wire.call(.GET, "/v3/video-agents/styles?tag=cinematic")
            #expect(tagged.json?["data"]?.elements.count == 2)
            let languages = try await wire.call(.GET, "/v3/video-translations/languages")
            #expect((languages.json?["data"]?["languages"]?.elements.count ?? 0) > 10)
        }
    }

    @Test("a session is talked to and stopped over HTTP, a stop with and without a body")
    func session() async throws {
        try await Wire.withRunning { wire in
            let made = try await wire.call(.POST, "/v3/video-agents", #"{"prompt":"[[simulator:never]]"}"#)
            let id = try #require(made.json?["data"]?["session_id"]?.string)
            let path = "/v3/video-agents/\(id)"
            #expect(try await wire.call(.POST, path, #"{"message":"hello"}"#).json?["data"]?["run_id"] != nil)
            #expect(try await wire.call(.POST, path + "/stop", #"{"why":1}"#).status == 422)
            #expect(try await wire.call(.GET, path).json?["data"]?["status"]?.string != "failed")
            #expect(try await wire.call(.POST, path + "/stop").status == 200)
            #expect(try await wire.call(.POST, path + "/stop", "{}").status == 200)
            #expect(try await wire.call(.GET, path).json?["data"]?["status"]?.string == "failed")
            #expect(try await wire.call(.GET, path + "/videos").json?["data"]?.kind == .array)
            #expect(try await wire.call(.GET, path + "/resources/x").code == "resource_not_found")
            #expect(try await wire.call(.POST, "/v3/video-agents", #"{"prompt":"p","nope":1}"#).status == 422)
        }
    }

    @Test("a proofread's subtitles are read and replaced over HTTP, and the film is rendered")
    func proofread() async throws {
        try await Wire.withRunning { wire in
            let path = "/v3/video-translations/proofreads"
            let body =
                #"{"video":\#(Self.source),"output_languages":["A"],"title":"[[simulator:seconds=0]]"}"#
            let made = try await wire.call(.POST, path, body)
            let id = try #require(made.json?["data"]?["proofread_ids"]?.elements.first?.string)
            let link = try #require(
                try await wire.call(.GET, "\(path)/\(id)/srt").json?["data"]?["srt_url"]?.string)
            #expect(try await wire.call(.GET, link, without: ["x-api-key"]).status == 200)
            let put = try await wire.call(.PUT, "\(path)/\(id)/srt", #"{"srt":\#(Self.source)}"#)
            #expect(put.json?["data"]?["status"]?.string == "completed")
            #expect(try await wire.call(.PUT, "\(path)/\(id)/srt", "{}").status == 400)
            let rendered = try await wire.call(.POST, "\(path)/\(id)/generate", "{}")
            let translation = try #require(rendered.json?["data"]?["video_translation_id"]?.string)
            let renamed = try await wire.call(
                .PATCH, "/v3/video-translations/\(translation)", #"{"title":"T"}"#)
            #expect(renamed.json?["data"]?["title"]?.string == "T")
        }
    }

    @Test("the header key is not looked at where HeyGen does not honour it")
    func removalKey() async throws {
        try await Wire.withRunning { wire in
            let path = "/v3/background-removals"
            let first = try await wire.call(
                .POST, path, #"{"video":\#(Self.source),"request_id":"any text"}"#,
                headers: ["idempotency-key": "not valid"])
            #expect(first.status == 200)
            let second = try await wire.call(.POST, path, #"{"video":\#(Self.source),"request_id":"any text"}"#)
            #expect(first.body == second.body)
        }
    }
}
