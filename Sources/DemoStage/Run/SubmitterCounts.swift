/// What Clapper's own metrics say about its creates.
struct SubmitterCounts: Sendable {
    /// Creates without a clear answer.
    let lostAnswers: Int
    /// Creates sent again under the same key.
    let replays: Int

    static func read(_ url: String, _ http: PlainHTTP) async throws -> SubmitterCounts {
        let page = String(decoding: try await http.get(url).body, as: UTF8.self)
        return SubmitterCounts(
            lostAnswers: value(of: #"clapper_creates_total{result="ambiguous"}"#, in: page),
            replays: value(of: "clapper_replayed_total", in: page))
    }

    private init(lostAnswers: Int, replays: Int) {
        self.lostAnswers = lostAnswers
        self.replays = replays
    }

    private static func value(of series: String, in page: String) -> Int {
        let line = page.split(separator: "\n").first { $0.hasPrefix(series + " ") }
        return line.flatMap { Double($0.dropFirst(series.count + 1)) }.map { Int($0) } ?? 0
    }
}
