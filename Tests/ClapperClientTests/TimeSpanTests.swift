import Testing

@testable import ClapperCLI

@Suite("Spans of time on the command line")
struct TimeSpanTests {
    @Test("a whole number and a unit", arguments: [("26h", 93_600), ("90m", 5400), ("2d", 172_800), ("45s", 45)])
    func taken(_ text: String, _ seconds: Int) throws {
        #expect(try TimeSpan(text: text).duration == .seconds(seconds))
    }

    @Test(
        "everything else is refused",
        arguments: ["", "h", "26", "0h", "-1h", "+1h", "1.5h", "1w", "26 h", "400d", "99999999999999999999s"])
    func refused(_ text: String) {
        #expect {
            try TimeSpan(text: text)
        } throws: { "\($0)".contains("90m") }
    }
}
