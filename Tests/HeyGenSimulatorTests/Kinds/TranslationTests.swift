import HeyGen
import Testing

@testable import HeyGenSimulator

@Suite struct TranslationTests {
    private let translation = KindCase.all.first { $0.kind == .videoTranslation }!
    private let proofread = KindCase.all.first { $0.kind == .proofread }!

    private func body(_ languages: [String], _ callbackID: String = "c", more: String = "") -> [UInt8] {
        let list = languages.map { "\"\($0)\"" }.joined(separator: ",")
        let text =
            #"{"video":\#(KindCase.source),"output_languages":[\#(list)],"callback_id":"\#(callbackID)"\#(more)}"#
        return Array(text.utf8)
    }

    @Test("each language is a render with an id, a slot and a fate of its own, and no purchase twice")
    func languages() throws {
        var state = makeState {
            $0.limit = 3
            $0.renderSeconds = 60...300
        }
        let answer = try RawJSON(state.createStep(translation, body(["A", "B", "C"]), key: "k", at: 0).answer.body)
        let ids = answer["data"]?["video_translation_ids"]?.elements.compactMap(\.string) ?? []
        #expect(ids.count == 3)
        #expect(state.meter.current == 3)
        #expect(state.createStep(translation, body(["A"], "d"), at: 1).answer.status == 429)
        let languages = try ids.map { try state.data(translation, $0, at: 1)["output_language"]?.string }
        #expect(languages == ["A", "B", "C"])
        #expect(Set(state.resources.map(\.fate.seconds)).count == 3)
        var alone = makeState { $0.renderSeconds = 60...300 }
        _ = alone.createStep(translation, body(["A"]), at: 0)
        #expect(alone.resources[0].fate == state.resources[0].fate)
        let ledger = state.ledger(now: 1)
        #expect(ledger.purchases == 3)
        #expect(ledger.boughtTwice.isEmpty)
    }

    @Test("not one language is rendered if there are not slots for all of them")
    func allOrNothing() {
        var state = makeState { $0.limit = 3 }
        _ = state.createStep(translation, body(["A", "B"]), at: 0)
        #expect(state.createStep(translation, body(["A", "B"], "d"), at: 0).answer.status == 429)
        #expect(state.meter.current == 2)
        #expect(state.createStep(translation, body(["A", "B"], "d"), at: 100).answer.status == 200)
    }

    @Test("sound alone has no video, and captions only come when asked for")
    func audioOnly() throws {
        var state = makeState()
        let more = #","translate_audio_only":true"#
        let id = try #require(
            try translation.createdID(state.createStep(translation, body(["A"], more: more), at: 0).answer))
        state.advance(to: 100)
        let end = try state.data(translation, id, at: 100)
        #expect(end["audio_url"]?.string != nil)
        #expect(end["video_url"] == nil)
        #expect(end["srt_caption_url"] == nil)
        #expect(end["translate_audio_only"]?.bool == true)
    }

    @Test("an input that cannot be fetched has an event of its own, soon")
    func preflight() throws {
        var state = makeState { $0.webhookURL = "http://127.0.0.1:1/hook" }
        let more = #","title":"[[simulator:preflight]]""#
        let id = try #require(
            try translation.createdID(state.createStep(translation, body(["A"], more: more), at: 0).answer))
        state.advance(to: 5)
        let event = try RawJSON(try #require(state.takeOutbox().first).body)
        #expect(event["event_type"]?.string == "video_translate.preflight.download_failed")
        #expect(event["event_data"]?["video_translate_id"]?.string == id)
        let end = try state.data(translation, id, at: 5)
        #expect(end["status"]?.string == "failed")
        #expect(end["failure_message"]?.string == "Failed to download video from url")
    }

    @Test("a translation and a lipsync can be renamed, a video cannot")
    func rename() throws {
        var state = makeState()
        let id = try #require(try translation.createdID(state.createStep(translation, body(["A"]), at: 0).answer))
        let json = try RawJSON(Array(#"{"title":"new"}"#.utf8))
        let renamed = try RawJSON(state.rename(id, json, in: translation.reads, now: 0).body)
        #expect(renamed["data"]?["title"]?.string == "new")
        #expect(try state.data(translation, id, at: 0)["title"]?.string == "new")
        for bad in ["{}", #"{"title":null}"#, #"{"title":"x","more":1}"#] {
            let answer = state.rename(id, try RawJSON(Array(bad.utf8)), in: translation.reads, now: 0)
            #expect(answer.status == 400)
        }
        #expect(state.rename("nobody", json, in: translation.reads, now: 0).status == 404)
        #expect(
            ResourceDescription.all.filter { $0.reads?.isRenamable == true }.map(\.kind) == [
                .videoTranslation, .lipsync,
            ])
    }

    @Test("a proofread becomes a translation once it is ready, not before, and never after it failed")
    func proofreads() throws {
        var state = makeState()
        let generate = ResourceDescription.videoTranslation.creates[1]
        func create(_ title: String) throws -> String {
            let text =
                #"{"video":\#(KindCase.source),"output_languages":["A"],"title":"\#(title)","srt":\#(KindCase.source)}"#
            return try #require(try proofread.createdID(state.createStep(proofread, Array(text.utf8), at: 0).answer))
        }
        func render(_ id: String, _ body: String, at now: Double) -> APIAnswer {
            state.advance(to: now)
            return state.create(
                .resource(generate), Array(body.utf8), path: "/v3/video-translations/proofreads/\(id)/generate",
                parameter: id, key: "same", now: now
            ).answer
        }
        func code(_ answer: APIAnswer) throws -> String? { try RawJSON(answer.body)["error"]?["code"]?.string }
        let id = try create("P")
        let other = try create("Q")
        let failing = try create("[[simulator:fail]]")
        #expect(try code(render(id, "{}", at: 1)) == "resource_not_ready")
        #expect(try code(state.readSubtitles(id, now: 1)) == "resource_not_ready")
        #expect(try code(render("nobody", "{}", at: 1)) == "resource_not_found")
        #expect(try code(render(failing, "{}", at: 100)) == "conflict")
        let answer = try RawJSON(render(id, #"{"captions":true,"callback_id":"g"}"#, at: 100).body)
        let made = try #require(answer["data"]?["video_translation_id"]?.string)
        #expect(answer["data"]?["status"]?.string == "processing")
        // The same key at another proofread is another key.
        #expect(try RawJSON(render(other, "{}", at: 101).body)["data"]?["video_translation_id"]?.string != made)
        #expect(try RawJSON(render(id, "{}", at: 101).body)["data"]?["video_translation_id"]?.string == made)
        #expect(try code(render(id + "x", "{}", at: 101)) == "resource_not_found")
        state.advance(to: 201)
        let end = try state.data(translation, made, at: 201)
        #expect(end["title"]?.string == "P")
        #expect(end["output_language"]?.string == "A")
        #expect(end["srt_caption_url"]?.string != nil)
        #expect(end["callback_id"]?.string == "g")

        let links = try RawJSON(state.readSubtitles(id, now: 201).body)["data"]
        #expect(links?["srt_url"]?.string != nil)
        #expect(links?["original_srt_url"]?.string != nil)
        let good = try RawJSON(Array(#"{"srt":\#(KindCase.source)}"#.utf8))
        #expect(try RawJSON(state.replaceSubtitles(id, good, now: 201).body)["data"]?["id"]?.string == id)
        #expect(state.replaceSubtitles(id, try RawJSON(Array("{}".utf8)), now: 201).status == 400)
        #expect(state.replaceSubtitles("nobody", good, now: 201).status == 404)
        #expect(
            state.ledger(now: 201).videos.map(\.kind.rawValue) == [
                "proofread", "proofread", "proofread", "video_translation", "video_translation",
            ])
    }
}
