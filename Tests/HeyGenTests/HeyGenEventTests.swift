import Foundation
import Testing

@testable import HeyGen

@Suite struct HeyGenEventTests {
    private func event(_ text: String) throws -> HeyGenEvent {
        try #require(HeyGenEvent(body: Array(text.utf8)))
    }

    @Test("the fixtures of video events are read with all their names")
    func fixtures() throws {
        let fixtures = try EventFixture.all()
        for (name, fixture) in fixtures {
            let event = try event(fixture.body_raw)
            #expect(event.type == fixture.event_type, "\(name)")
            #expect(EventType.named(fixture.event_type) != nil, "\(name)")
            #expect(event.json.jsonbRefusal == nil, "\(name)")
        }
        let success = try event(try #require(fixtures["avatar_video.success"]).body_raw)
        #expect(success.meaning == .succeeded)
        #expect(success.callbackID == "job_0001")
        #expect(success.renderID == "vid_fixture_0001")
        #expect(success.link == "https://files.example.com/video/vid_fixture_0001.mp4?Expires=1785604800")
        #expect(success.eventID == nil)
        let failed = try event(try #require(fixtures["avatar_video.fail"]).body_raw)
        #expect(failed.meaning == .failed)
        #expect(failed.failureMessage == "Avatar rendering timed out")
        let variant = try event(try #require(fixtures["avatar_video.fail.failure-message-variant"]).body_raw)
        #expect(variant.failureCode == "rendering_failed")
        let sparse = try event(try #require(fixtures["avatar_video.success.sparse"]).body_raw)
        #expect(sparse.callbackID == nil)
        let withID = try event(try #require(fixtures["avatar_video.success.with-event-id-in-body"]).body_raw)
        #expect(withID.eventID == "evt_fixture_body_0001")
        #expect(withID.createdAt == Date(timeIntervalSince1970: 1_785_000_000))
        let top = try event(try #require(fixtures["video_agent.success.top-level-callback-id"]).body_raw)
        #expect(top.callbackID == "job_0202")
        #expect(top.meaning == .succeeded)
        #expect(top.entityID == "sess_fixture_0002")
        let clip = try event(try #require(fixtures["ai_clipping.success"]).body_raw)
        #expect(clip.entityID == "clip_fixture_0001")
        #expect(clip.renderID == "clip_fixture_0001")
        #expect(clip.resultJSON?.contains(#""video_url":"https://"#) == true)
        #expect(clip.resultJSON?.contains(#""clips":["#) == true)
        let escaped = try event(try #require(fixtures["avatar_video.success.whitespace-and-unicode"]).body_raw)
        #expect(escaped.link?.hasPrefix("https://files.example.com/video/") == true)
    }

    @Test("the result has the names of HeyGen's video resource")
    func result() throws {
        let fixture = try #require(try EventFixture.all()["avatar_video.success.video-url-variant"])
        let text = try #require(try event(fixture.body_raw).resultJSON)
        let result = try RawJSON(Array(text.utf8))
        #expect(result.members.map(\.key) == ["video_url", "thumbnail_url", "duration"])
        #expect(result["duration"]?.double == 45.2)
        let empty = try event(#"{"event_type":"avatar_video.success","event_data":{"video_id":"v"}}"#)
        #expect(empty.resultJSON == nil)
        #expect(empty.link == nil)
    }

    @Test("a page is no link, and what is no address is none")
    func links() throws {
        let page = try event(
            #"{"event_type":"avatar_video.success","event_data":{"url":null,"video_url":"null","#
                + #""video_page_url":"https://app.test/v","video_share_page_url":"https://app.test/s"}}"#)
        #expect(page.link == nil)
        let second = try event(#"{"event_data":{"url":"","download_url":"https://x.test/a"}}"#)
        #expect(second.link == "https://x.test/a")
    }

    @Test("GIF and caption events are story, unknown types are other")
    func meanings() throws {
        let expected: [(String, EventType.Meaning)] = [
            ("avatar_video_gif.success", .story), ("avatar_video_caption.fail", .story),
            ("avatar_video.failed", .other), ("video_translate.success", .succeeded), ("video.completed", .other),
        ]
        for (type, meaning) in expected { #expect(try event(#"{"event_type":"\#(type)"}"#).meaning == meaning) }
        #expect(EventType.all.count == 30)
        #expect(Set(EventType.all.map(\.name)).count == 30)
    }

    @Test("envelope names vary, and a bare resource is read as one")
    func envelopes() throws {
        let renamed = try event(#"{"type":"avatar_video.fail","data":{"id":"v1","error":{"code":7,"message":"m"}}}"#)
        #expect(renamed.meaning == .failed)
        #expect(renamed.renderID == "v1")
        #expect(renamed.failureCode == "7")
        #expect(renamed.failureMessage == "m")
        let bare = try event(#"{"video_id":"v2","status":"completed","callback_id":"c"}"#)
        #expect(bare.type == nil)
        #expect(bare.renderID == "v2")
        #expect(bare.callbackID == "c")
    }

    @Test("empty, null, unstorable and endless ids are none")
    func badIDs() throws {
        let long = String(repeating: "x", count: 1001)
        for id in [#""""#, "null", #""\u0000""#, "{}", "[]", "true", "\"\(long)\""] {
            let event = try event(
                #"{"event_type":"avatar_video.success","event_data":{"callback_id":\#(id),"video_id":\#(id)}}"#)
            #expect(event.callbackID == nil)
            #expect(event.renderID == nil)
        }
        let limit = String(repeating: "x", count: 1000)
        #expect(try event(#"{"callback_id":"\#(limit)"}"#).callbackID == limit)
    }

    @Test("the last duplicate counts")
    func duplicates() throws {
        #expect(try event(#"{"event_data":{"callback_id":"a","callback_id":"b"}}"#).callbackID == "b")
    }

    @Test("only what is no JSON object is no event", arguments: ["", "[]", "1", "null", "\"x\"", "{", "\u{FEFF}{}"])
    func refuses(_ text: String) {
        #expect(HeyGenEvent(body: Array(text.utf8)) == nil)
    }
}
