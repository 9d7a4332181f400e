import Testing

@testable import ClapperCLI

@Suite struct TableTests {
    private func table(_ rows: [[String]], longest: Int = 40) -> Table {
        var table = Table([
            .init(title: "ID", shrinks: false), .init(title: "NAME", longest: longest), .init(title: "NOTE"),
        ])
        table.rows = rows
        return table
    }

    @Test("columns are as wide as their widest cell or title, and no line ends in blanks")
    func widths() {
        let lines = table([["1", "a", "x"], ["22222", "abcdef", ""]]).lines(width: nil)
        #expect(
            lines == [
                "ID     NAME    NOTE",
                "1      a       x",
                "22222  abcdef",
            ])
    }

    @Test("a table without rows is its titles")
    func empty() {
        #expect(table([]).lines(width: nil) == ["ID  NAME  NOTE"])
    }

    @Test("long cells are cut, and what is cut says so")
    func long() {
        let lines = table([["1", String(repeating: "n", count: 50), "x"]], longest: 10).lines(width: nil)
        #expect(lines[1] == "1   nnnnnnnnn…  x")
    }

    @Test("in a narrow terminal the widest column gives way, and ids never")
    func narrow() {
        let id = String(repeating: "1", count: 20)
        let rows = [[id, String(repeating: "n", count: 30), String(repeating: "x", count: 12)]]
        let lines = table(rows).lines(width: 50)
        #expect(lines.map(TerminalText.width).max() == 50)
        #expect(lines[1] == "\(id)  nnnnnnnnnnnnn…  xxxxxxxxxxxx")
        #expect(table(rows).lines(width: 10)[1] == "\(id)  nnnnn…  xxxxx…")
    }

    @Test("wide and combining characters keep the columns straight")
    func unicode() {
        let lines = table([["1", "東京", "x"], ["2", "e\u{301}té", "x"], ["3", "🎬 ab", "x"]]).lines(width: nil)
        #expect(lines[1...].map { TerminalText.width(String($0.dropLast())) } == [11, 11, 11])
        #expect(TerminalText.width("東京") == 4)
        #expect(TerminalText.width("e\u{301}") == 1)
        #expect(TerminalText.width("👩‍👩‍👧") == 2)
    }

    @Test("a wide character is not cut in half", arguments: [(2, "…"), (3, "東…"), (4, "東…"), (5, "東京…"), (6, "東京都")])
    func cutWide(_ limit: Int, _ wanted: String) {
        #expect(TerminalText.cut("東京都", to: limit) == wanted)
    }

    @Test("cells cannot move the cursor, ring, or turn the line around")
    func control() {
        let cell = "a\u{1B}[2Jb\nc\td\r\u{7}\u{9B}1m\u{202E}e\u{2028}\u{7F}"
        let lines = table([["1", cell, "x"]], longest: 200).lines(width: nil)
        #expect(lines.count == 2)
        #expect(lines[1].contains(#"a\u{1b}[2Jb\nc\td\r\u{7}\u{9b}1m\u{202e}e\u{2028}\u{7f}"#))
        for scalar in lines[1].unicodeScalars { #expect(scalar.value >= 0x20 && scalar.value != 0x9B) }
    }

    @Test("CR LF, one character to Swift, is two escapes")
    func crlf() {
        #expect(TerminalText.escaped("a\r\nb") == #"a\r\nb"#)
    }

    @Test("harmless text stays as it is", arguments: ["", "plain", "é 東京 🎬", "\u{A0}a"])
    func harmless(_ text: String) {
        #expect(TerminalText.escaped(text) == text)
    }
}
