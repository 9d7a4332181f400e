import HeyGen
import Testing

@testable import HeyGenSimulator

/// What one kind has and no other.
@Suite struct KindDetailTests {
    private func kind(_ kind: ResourceKind) throws -> KindCase {
        try #require(KindCase.all.first { $0.kind == kind })
    }

    @Test("a template answers the whole video, its replay the video as it was at creation")
    func templateSnapshot() throws {
        var state = makeState()
        let template = try kind(.template)
        let first = state.createStep(template, template.body("c", more: #","title":"T""#), key: "k", at: 0).answer
        #expect(try RawJSON(first.body)["data"]?["title"]?.string == "T")
        #expect(try RawJSON(first.body)["data"]?["status"]?.string == "pending")
        state.advance(to: 100)
        #expect(state.createStep(template, template.body("c"), key: "k", at: 100).answer.body == first.body)
        let unknown = state.create(
            .resource(template.operation), template.body("c"), path: "/v3/templates/x", parameter: "x", key: "k",
            now: 100)
        #expect(unknown.answer.status == 404)
        #expect(try RawJSON(unknown.answer.body)["error"]?["code"]?.string == "template_not_found")
        let captions = template.body("d", more: #","caption":true,"dimension":{"width":1920,"height":1080}"#)
        let id = try #require(try template.createdID(state.createStep(template, captions, at: 100).answer))
        state.advance(to: 200)
        #expect(try state.data(template, id, at: 200)["captioned_video_url"]?.string != nil)
    }

    @Test("a clipping job makes a clip for each length, and tells the resource itself")
    func clips() throws {
        var state = makeState { $0.webhookURL = "http://127.0.0.1:1/hook" }
        let clipping = try kind(.aiClipping)
        let more = #","output_settings":{"duration_types":["30","long"],"aspect_ratio":"square"}"#
        let id = try #require(
            try clipping.createdID(state.createStep(clipping, clipping.body("c", more: more), at: 0).answer))
        state.advance(to: 50)
        #expect(try state.data(clipping, id, at: 50)["progress"]?.int == 50)
        let page = try PageRequest(limit: nil, token: nil)
        let listed = try RawJSON(state.list(clipping.reads, title: nil, page: page, now: 50).body)
        #expect(listed["data"]?.elements.first?["progress"]?.int == 0)
        state.advance(to: 100)
        let end = try state.data(clipping, id, at: 100)
        let clips = end["clips"]?.elements ?? []
        #expect(clips.compactMap { $0["duration_seconds"]?.int } == [30, 240])
        #expect(clips.allSatisfy { $0["aspect_ratio"]?.string == "square" && $0["video_url"]?.string != nil })
        #expect(end["output_settings"] == nil)
        let event = try RawJSON(try #require(state.takeOutbox().first).body)["event_data"]
        #expect(event?.text == end.text)
    }

    @Test("only a clipping job can be cancelled; others ordered to fail")
    func cancelled() throws {
        for kind in KindCase.all {
            var state = makeState()
            let plan = state.createStep(kind, kind.body("c", "[[simulator:cancel]]"), at: 0)
            let id = try #require(try kind.createdID(plan.answer))
            state.advance(to: 100)
            let word = try state.data(kind, id, at: 100)["status"]?.string
            #expect(word == (kind.kind == .aiClipping ? "cancelled" : "failed"), "\(kind)")
        }
    }

    @Test("a background removal has its key in the body, and the layers that were asked for")
    func removal() throws {
        var state = makeState()
        let removal = try kind(.backgroundRemoval)
        let more = #","request_id":"r","layers":["mask"]"#
        let first = state.createStep(removal, removal.body("", more: more), key: "header", at: 0).answer
        let id = try #require(try removal.createdID(first))
        #expect(
            state.createStep(removal, removal.body("", more: #","request_id":"r""#), at: 1).answer.body == first.body)
        #expect(
            state.createStep(
                removal, removal.body("", more: more.replacing("\"r\"", with: "\"s\"")), key: "header", at: 1
            )
            .answer.body != first.body)
        #expect(state.ledger(now: 1).videos.map(\.idempotencyKey) == ["r", "s"])
        state.advance(to: 200)
        let end = try state.data(removal, id, at: 200)
        #expect(end["layers"]?.members.map(\.key) == ["mask"])
        #expect(end["error"]?.isNull == true)
    }

    @Test("a video in webm says so in the answer, and has captions when asked for")
    func videoOptions() throws {
        var state = makeState()
        let plan = state.createStep(videoBody("c", more: #","output_format":"webm","caption":{}"#), at: 0)
        let data = try RawJSON(plan.answer.body)["data"]
        #expect(data?["output_format"]?.string == "webm")
        #expect(data?["status"]?.string == "waiting")
        state.advance(to: 100)
        let id = try #require(data?["video_id"]?.string)
        #expect(try RawJSON(state.readVideo(id, now: 100).body)["data"]?["captioned_video_url"]?.string != nil)
    }
}
