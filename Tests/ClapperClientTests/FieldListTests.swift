import HeyGen
import Testing

@testable import ClapperCLI
@testable import ClapperClient

@Suite struct FieldListTests {
    private func document(_ text: String) throws -> Document {
        let json = try RawJSON(Array(text.utf8))
        return Document(bytes: json.bytes, json: json)
    }

    @Test("fields stand in the server's order; null and empty ones are left out; results are shown by their fields")
    func fields() throws {
        let list = FieldList(
            try document(
                #"{"id":"a","attempt":1,"note":null,"metadata":{},"result":{"video_url":"http://v","x":null},"#
                    + #""failure":null,"new_field":true}"#))
        #expect(
            list.lines == [
                "id                a", "attempt           1", "result.video_url  http://v", "new_field         true",
            ])
    }

    @Test("a link stays whole, an object is cut, and nothing breaks the line")
    func long() throws {
        let link = "https://v.test/" + String(repeating: "x", count: 900)
        let request = #"{"script":"\#(String(repeating: "s", count: 500))"}"#
        let list = FieldList(try document(#"{"url":"\#(link)","request":\#(request),"note":"a\nb\u001b"}"#))
        #expect(list.fields[0].value == link)
        #expect(list.fields[1].value.count == 200)
        #expect(list.fields[1].value.hasSuffix("…"))
        #expect(list.fields[2].value == #"a\nb\u{1b}"#)
    }

    @Test("a listing shows its columns of any document, and blanks for what is missing")
    func listing() throws {
        let items = [
            try document(
                #"{"id":"a","kind":"lipsync","state":"queued","created_at":"2026-01-31T12:00:00.123Z","note":null}"#),
            try document(#"{"id":7}"#),
        ]
        let lines = Listing.jobs.table(items).lines(width: nil)
        #expect(lines[1].hasPrefix("a   lipsync  queued"))
        #expect(lines[1].hasSuffix("2026-01-31T12:00:00Z"))
        #expect(lines[2] == "7")
    }

    @Test("an explanation is its state and a line for each reason, whatever shape it has")
    func explanation() throws {
        let answer = try document(#"{"state":"queued","reasons":["no slot",{"code":"held","detail":"402"},{"n":1}]}"#)
        #expect(JobsExplain.lines(answer) == ["queued", "- no slot", "- held: 402", #"- {"n":1}"#])
    }
}
