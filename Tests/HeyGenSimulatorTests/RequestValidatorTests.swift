import HeyGen
import Testing

@testable import HeyGenSimulator

@Suite struct RequestValidatorTests {
    private func param(_ text: String) throws -> String? {
        let json = try RawJSON(Array(text.utf8))
        do throws(ValidationIssue) {
            try RequestValidator.check(json, VideoRequestRules.body, at: nil)
            return nil
        } catch {
            return error.param ?? "body"
        }
    }

    private static let asset = #"{"type":"url","url":"https://x.test/i.png"}"#

    @Test(
        "a request after the schema is accepted",
        arguments: [
            #"{"type":"avatar","avatar_id":"a","script":"hi"}"#,
            #"{"type":"avatar","avatar_id":"a","audio_url":"https://x.test/a.mp3","script":null,"title":null}"#,
            #"{"type":"avatar","avatar_id":"a","script":"hi","engine":{"type":"avatar_v"},"motion_prompt":"wave"}"#,
            #"{"type":"avatar","avatar_id":"a","script":"s","voice_settings":{"speed":1.5,"pitch":-50}}"#,
            #"{"type":"avatar","avatar_id":"a","script":"s","background":{"type":"color","value":"black"}}"#,
            #"{"type":"image","image":\#(asset),"script":"hi","voice_id":"v"}"#,
            #"{"type":"image","image":{"type":"asset_id","asset_id":"x"},"audio_asset_id":"y"}"#,
            #"{"type":"cinematic_avatar","prompt":"p","avatar_id":["a","b","c"],"duration":4}"#,
            #"{"type":"studio","scenes":[{"type":"video","source":\#(asset)},"#
                + #"{"type":"image","source":\#(asset),"duration":3},"#
                + #"{"type":"avatar_video","input":{"type":"avatar","avatar_id":"a","script":"s"}}]}"#,
        ])
    func accepted(_ text: String) throws {
        #expect(try param(text) == nil)
    }

    @Test(
        "a request against the schema is refused with the field",
        arguments: [
            ("[]", "body"), ("{}", "type"), (#"{"type":"film"}"#, "type"), (#"{"type":"avatar"}"#, "avatar_id"),
            (#"{"type":"avatar","avatar_id":"","script":"s"}"#, "avatar_id"),
            (#"{"type":"avatar","avatar_id":["a"],"script":"s"}"#, "avatar_id"),
            (#"{"type":"avatar","avatar_id":null,"script":"s"}"#, "avatar_id"),
            (#"{"type":"avatar","avatar_id":"a"}"#, "script"),
            (#"{"type":"avatar","avatar_id":"a","script":"s","audio_url":"https://x.test"}"#, "audio_url"),
            (#"{"type":"avatar","avatar_id":"a","script":"s","unknown":1}"#, "unknown"),
            (#"{"type":"avatar","avatar_id":"a","script":"s","aspect_ratio":"2:1"}"#, "aspect_ratio"),
            (#"{"type":"avatar","avatar_id":"a","script":5}"#, "script"),
            (#"{"type":"avatar","avatar_id":"a","script":"s","callback_url":"ftp://x"}"#, "callback_url"),
            (#"{"type":"avatar","avatar_id":"a","script":"s","callback_id":7}"#, "callback_id"),
            (#"{"type":"avatar","avatar_id":"a","script":"s","remove_background":"yes"}"#, "remove_background"),
            (#"{"type":"avatar","avatar_id":"a","script":"s","voice_settings":{"speed":9}}"#, "voice_settings.speed"),
            (#"{"type":"avatar","avatar_id":"a","script":"s","engine":{"type":"x"}}"#, "engine.type"),
            (
                #"{"type":"avatar","avatar_id":"a","script":"s","engine":{"type":"avatar_v"},"expressiveness":"low"}"#,
                "expressiveness"
            ),
            (
                #"{"type":"avatar","avatar_id":"a","script":"s","output_format":"webm","#
                    + #""background":{"type":"color","value":"x"}}"#, "background"
            ),
            (#"{"type":"avatar","avatar_id":"a","script":"s","background":{"type":"color"}}"#, "background.value"),
            (#"{"type":"image","image":{"type":"url"},"script":"s","voice_id":"v"}"#, "image.url"),
            (#"{"type":"image","image":\#(asset),"script":"s"}"#, "voice_id"),
            (#"{"type":"cinematic_avatar","prompt":"p","avatar_id":"a"}"#, "avatar_id"),
            (#"{"type":"cinematic_avatar","prompt":"p","avatar_id":["a","b","c","d"]}"#, "avatar_id"),
            (#"{"type":"cinematic_avatar","prompt":"p","avatar_id":["a"],"callback_id":"c"}"#, "callback_id"),
            (#"{"type":"cinematic_avatar","prompt":"p","avatar_id":["a"],"script":"s"}"#, "script"),
            (#"{"type":"cinematic_avatar","prompt":"p","avatar_id":["a"],"duration":16}"#, "duration"),
            (
                #"{"type":"cinematic_avatar","prompt":"p","avatar_id":["a"],"duration":5,"auto_duration":true}"#,
                "duration"
            ),
            (#"{"type":"studio","scenes":[]}"#, "scenes"),
            (#"{"type":"studio","scenes":[{"type":"x"}]}"#, "scenes[0].type"),
            (#"{"type":"studio","scenes":[{"type":"image","source":\#(asset)}]}"#, "scenes[0].duration"),
            (
                #"{"type":"studio","scenes":[{"type":"avatar_video","input":{"type":"avatar","avatar_id":"a"}}]}"#,
                "scenes[0].input.script"
            ),
            (
                #"{"type":"studio","scenes":[{"type":"video","source":\#(asset)}],"output_format":"mp4"}"#,
                "output_format"
            ),
        ])
    func refused(_ text: String, _ field: String) throws {
        #expect(try param(text) == field)
    }

    @Test("a script has at most 5,000 characters, a studio video at most 50 scenes")
    func limits() throws {
        func avatar(_ count: Int) -> String {
            #"{"type":"avatar","avatar_id":"a","script":"\#(String(repeating: "é", count: count))"}"#
        }
        #expect(try param(avatar(5000)) == nil)
        #expect(try param(avatar(5001)) == "script")
        func studio(_ count: Int) -> String {
            let scene = #"{"type":"video","source":\#(Self.asset)}"#
            return #"{"type":"studio","scenes":[\#(Array(repeating: scene, count: count).joined(separator: ","))]}"#
        }
        #expect(try param(studio(50)) == nil)
        #expect(try param(studio(51)) == "scenes")
    }
}
