import Testing

@testable import HeyGen

@Suite struct RawJSONTests {
    @Test("members and elements are read where they stand, bytes untouched")
    func readsMembers() throws {
        let text = #" {"a" : 1.50, "b":["x", {"c":null}] , "d":"é\u00e9\n\/\ud83d\ude00"} "#
        let json = try RawJSON(Array(text.utf8))
        #expect(json.kind == .object)
        #expect(json["a"]?.text == "1.50")
        #expect(json["a"]?.double == 1.5)
        #expect(json["a"]?.int == nil)
        #expect(json["b"]?.elements.count == 2)
        #expect(json["b"]?.elements.last?["c"]?.kind == .null)
        #expect(json["d"]?.string == "éé\n/😀")
        #expect(json.members.map(\.key) == ["a", "b", "d"])
        #expect(json.text == text.trimmingPrefix(" ").dropLast())
        #expect(json["missing"] == nil)
        #expect(json["a"]?["x"] == nil)
    }

    @Test("of duplicate keys the last one counts, however it is escaped")
    func lastDuplicateWins() throws {
        let json = try RawJSON(Array(#"{"k":1,"\u006b":2,"x":{"k":3}}"#.utf8))
        #expect(json["k"]?.int == 2)
        #expect(json.members.count == 3)
    }

    @Test("whole numbers are integers, fractions and giants are not")
    func integers() throws {
        #expect(try RawJSON(Array("1.0".utf8)).int == 1)
        #expect(try RawJSON(Array("1e3".utf8)).int == 1000)
        #expect(try RawJSON(Array("-9223372036854775808".utf8)).int == .min)
        #expect(try RawJSON(Array("1e400".utf8)).int == nil)
        #expect(try RawJSON(Array("1e400".utf8)).double == nil)
        #expect(try RawJSON(Array("true".utf8)).bool == true)
        #expect(try RawJSON(Array("\"1\"".utf8)).int == nil)
    }

    @Test(
        "a text that is no JSON is refused with the place",
        arguments: [
            ("", RawJSONError.Reason.empty, 0), ("  \n", .empty, 3), ("\u{FEFF}{}", .byteOrderMark, 0),
            ("{} x", .trailingBytes, 3), ("NaN", .unexpectedByte, 0), ("nul", .unexpectedEnd, 3),
            ("[1,]", .unexpectedByte, 3), ("{\"a\":1,}", .unexpectedByte, 7), ("{a:1}", .unexpectedByte, 1),
            ("01", .trailingBytes, 1), ("-", .unexpectedEnd, 1), ("1.", .unexpectedEnd, 2), ("1.x", .invalidNumber, 2),
            ("[1}", .unexpectedByte, 2), ("\"\u{1}\"", .controlCharacter, 1), ("\"\\x\"", .invalidEscape, 1),
            ("\"\\u00g0\"", .invalidEscape, 1), ("\"abc", .unexpectedEnd, 4), ("+1", .unexpectedByte, 0),
            ("\u{1}", .unexpectedByte, 0), ("'a'", .unexpectedByte, 0), ("[1 2]", .unexpectedByte, 3),
        ])
    func refuses(_ text: String, _ reason: RawJSONError.Reason, _ offset: Int) {
        #expect(throws: RawJSONError(reason: reason, offset: offset)) { try RawJSON(Array(text.utf8)) }
    }

    @Test(
        "invalid UTF-8 is refused",
        arguments: [
            [0x80], [0xC0, 0xAF], [0xC1, 0xBF], [0xE0, 0x80, 0xAF], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80],
            [0xF5, 0x80, 0x80, 0x80], [0xC3], [0xE2, 0x82], [0xE2, 0x28, 0xA1], [0xF0, 0x9F, 0x98], [0xFF],
        ] as [[UInt8]])
    func refusesInvalidUTF8(_ bytes: [UInt8]) {
        #expect(throws: RawJSONError.self) { try RawJSON([0x22] + bytes + [0x22]) }
    }

    @Test("twenty thousand brackets are refused without a crash, and read if allowed")
    func deepNesting() throws {
        let deep = Array(repeating: UInt8(ascii: "["), count: 20_000)
        #expect(throws: RawJSONError(reason: .tooDeep, offset: 512)) { try RawJSON(deep) }
        #expect(throws: RawJSONError(reason: .unexpectedEnd, offset: 20_000)) {
            try RawJSON(deep, maximumDepth: 30_000)
        }
        let closed = deep + Array(repeating: UInt8(ascii: "]"), count: 20_000)
        #expect(try RawJSON(closed, maximumDepth: 30_000).elements.count == 1)
    }

    @Test("every prefix of a document is refused, and every changed byte is survived")
    func prefixesAndMutations() throws {
        let text = #"{"a":[1,-2.5e+3,true,false,null,"x\u00e9\ud83d\ude00"],"b":{"c":"é😀"},"d":""}"#
        let bytes = Array(text.utf8)
        for length in 0..<bytes.count {
            #expect(throws: RawJSONError.self) { try RawJSON(Array(bytes[..<length])) }
        }
        for index in bytes.indices {
            for replacement in [0x00, 0x22, 0x2C, 0x5B, 0x5C, 0x7B, 0x7D, 0xFF] as [UInt8] {
                var changed = bytes
                changed[index] = replacement
                guard let json = try? RawJSON(changed) else { continue }
                for member in json.members { _ = (member.value.string, member.value.elements, member.value.members) }
                _ = json.jsonbRefusal
            }
        }
    }
}
