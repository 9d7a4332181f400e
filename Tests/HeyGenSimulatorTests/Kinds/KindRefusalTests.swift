import HeyGen
import Testing

@testable import HeyGenSimulator

/// What HeyGen's request schemas refuse.
@Suite struct KindRefusalTests {
    private static let source = KindCase.source

    /// Members that break the rules when they are added to a good request, and the field that is named.
    private static let bad: [(ResourceKind, [(String, String)])] = [
        (
            .template,
            [
                (#""fps":24"#, "fps"), (#""fps":"25""#, "fps"), (#""caption":null"#, "caption"),
                (#""dimension":{"width":1920,"height":1081}"#, "dimension.height"),
                (#""dimension":{"width":1080,"height":1080}"#, "dimension"),
                (#""dimension":{"width":64,"height":36}"#, "dimension.width"),
                (#""scene_ids":["welcome-1","product-1"]"#, "scene_ids[1]"),
                (#""subtitles":{}"#, "subtitles.preset_name"),
                (#""variables":[]"#, "variables"), (#""callback_url":"x""#, "callback_url"), (#""nope":1"#, "nope"),
            ]
        ),
        (
            .videoAgent,
            [
                (#""prompt":"""#, "prompt"), (#""mode":"film""#, "mode"), (#""mode":null"#, "mode"),
                (#""orientation":"square""#, "orientation"), (#""files":[{"type":"url"}]"#, "files[0].url"),
                (#""files":{}"#, "files"), (#""incognito_mode":1"#, "incognito_mode"),
                (#""prompt":"\#(String(repeating: "é", count: 10_001))""#, "prompt"),
                (
                    #""files":[\#(Array(repeating: source, count: 21).joined(separator: ","))]"#, "files"
                ),
            ]
        ),
        (
            .videoTranslation,
            [
                (#""output_languages":[]"#, "output_languages"), (#""output_languages":"German""#, "output_languages"),
                (#""output_languages":[7]"#, "output_languages[0]"), (#""mode":"fast""#, "mode"),
                (#""video":{"type":"base64","data":"x","media_type":"video/mp4"}"#, "video.type"),
                (#""fps_mode":"slow""#, "fps_mode"), (#""srt_role":"both""#, "srt_role"),
                (#""srt":{"type":"asset_id"}"#, "srt.asset_id"), (#""speaker_num":"2""#, "speaker_num"),
                (#""start_time":5,"end_time":5"#, "end_time"), (#""enable_caption":null"#, "enable_caption"),
                (#""stock_voice_config":{"use_stock_voice":"yes"}"#, "stock_voice_config.use_stock_voice"),
                (#""captions":true"#, "captions"),
            ]
        ),
        (
            .proofread,
            [
                (#""title":null"#, "title"), (#""callback_id":"c""#, "callback_id"), (#""mode":"x""#, "mode"),
                (#""keep_the_same_format":null"#, "keep_the_same_format"),
            ]
        ),
        (
            .lipsync,
            [
                (#""audio":null"#, "audio"), (#""video":"https://x.test""#, "video"), (#""mode":"x""#, "mode"),
                (#""enable_watermark":"no""#, "enable_watermark"), (#""output_languages":["x"]"#, "output_languages"),
            ]
        ),
        (
            .hyperframes,
            [
                (#""fps":0"#, "fps"), (#""fps":241"#, "fps"), (#""format":"gif""#, "format"),
                (#""quality":null"#, "quality"), (#""aspect_ratio":"4:5""#, "aspect_ratio"),
                (#""project":{"type":"file"}"#, "project.type"), (#""variables":[]"#, "variables"),
            ]
        ),
        (
            .aiClipping,
            [
                (#""output_settings":null"#, "output_settings"),
                (#""output_settings":{"duration_types":["45"]}"#, "output_settings.duration_types[0]"),
                (#""output_settings":{"aspect_ratio":"16:9"}"#, "output_settings.aspect_ratio"),
                (#""output_settings":{"prompt":"\#(String(repeating: "x", count: 501))"}"#, "output_settings.prompt"),
            ]
        ),
        (
            .backgroundRemoval,
            [
                (#""layers":["alpha"]"#, "layers[0]"), (#""layers":null"#, "layers"),
                (#""callback_url":"https://x.test""#, "callback_url"), (#""request_id":5"#, "request_id"),
            ]
        ),
    ]

    @Test("a request against the schema is refused with the field, and buys nothing", arguments: KindCase.all)
    func refused(_ kind: KindCase) throws {
        var state = makeState()
        for (text, param) in Self.bad.first(where: { $0.0 == kind.kind })?.1 ?? [] {
            let answer = state.createStep(kind, kind.body("c", more: "," + text), at: 0).answer
            #expect(answer.status == 400, "\(text)")
            let error = try RawJSON(answer.body)["error"]
            #expect(error?["code"]?.string == "invalid_parameter")
            #expect(error?["param"]?.string == param, "\(text)")
        }
        for body in ["{}", "[]", "nonsense"] {
            #expect(state.createStep(kind, Array(body.utf8), at: 0).answer.status == 400)
        }
        #expect(state.resources.isEmpty)
        #expect(state.meter.current == 0)
    }

    @Test("an undeclared field is refused: with 422 by the agent, at any depth, and with 400 by all others")
    func undeclared() throws {
        for kind in KindCase.all {
            var state = makeState()
            let answer = state.createStep(kind, kind.body("c", more: #","undeclared":1"#), at: 0).answer
            #expect(answer.status == (kind.kind == .videoAgent ? 422 : 400), "\(kind)")
            #expect(try RawJSON(answer.body)["error"]?["param"]?.string == "undeclared")
        }
        var state = makeState()
        let deep = #"{"prompt":"p","files":[{"type":"url","url":"https://x.test","name":"n"}]}"#
        let agent = try #require(KindCase.all.first { $0.kind == .videoAgent })
        #expect(state.createStep(agent, Array(deep.utf8), at: 0).answer.status == 422)
    }

    @Test("null stands for absent where the schema says so, and nowhere else")
    func nulls() {
        var state = makeState()
        let lipsync = KindCase.all.first { $0.kind == .lipsync }
        guard let lipsync else { return }
        let good = #","title":null,"callback_url":null,"fps_mode":null,"start_time":null"#
        #expect(state.createStep(lipsync, lipsync.body("c", more: good), at: 0).answer.status == 200)
        #expect(state.createStep(lipsync, lipsync.body("c", more: #","mode":null"#), at: 0).answer.status == 400)
        #expect(state.createStep(videoBody("v", more: #","output_format":null"#), at: 0).answer.status == 400)
    }
}
