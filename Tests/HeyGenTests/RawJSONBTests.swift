import HeyGen
import Testing

@Suite struct RawJSONBTests {
    @Test(
        "what jsonb refuses is named, what it takes is not",
        arguments: [
            (#"{"a":"\u0000"}"#, false), (#"{"\u0000":1}"#, false), (#"["\ud83d"]"#, false), (#"["\ude00"]"#, false),
            (#"["\ud83d\ud83d\ude00"]"#, false), (#"["\ud83dx"]"#, false), (#"["\ud83d\ude00"]"#, true),
            (#"["\\u0000"]"#, true), ("1e400000", false), ("1e131071", true), ("1e131072", false), ("1e-16383", true),
            ("1e-16384", false), ("0e400000", true), ("0e-20000", false), ("0.001e131074", true),
            ("0.001e131075", false), ("1e99999999999999999999", false), ("123456789012345678901234567890", true),
            (#"{"a":{"b":[1,2,"é"]}}"#, true), ("-1E+131072", false), (#"["1e400000"]"#, true),
        ])
    func refusal(_ text: String, _ taken: Bool) throws {
        let json = try RawJSON(Array(text.utf8))
        #expect((json.jsonbRefusal == nil) == taken)
    }

    @Test("a string PostgreSQL could not store reads as nil")
    func unstorableStrings() throws {
        let json = try RawJSON(Array(#"{"nul":"a\u0000b","half":"\ud800","fine":"\ud83d\ude00"}"#.utf8))
        #expect(json["nul"]?.string == nil)
        #expect(json["half"]?.string == nil)
        #expect(json["fine"]?.string == "😀")
    }
}
