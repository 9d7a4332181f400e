/// The orders to the simulator in a request: every `[[simulator:…]]` in its text.
///
/// For every kind `fail`, `succeed`, `never` and `seconds=N`; `needs-input` and `reviewing` stop a session of the video
/// agent until a message comes, `preflight` fails a translation whose source cannot be fetched, `cancel` cancels a
/// clipping job. Of two that contradict one another the last one holds.
struct RequestCommands: Sendable {
    let words: [String]

    init(_ body: [UInt8]) {
        let opening = Array("[[simulator:".utf8)
        // Few requests hold one; the others are spared the string.
        guard body.count > opening.count, body.contains(UInt8(ascii: "[")) else {
            words = []
            return
        }
        words = String(decoding: body, as: UTF8.self).split(separator: "[[simulator:").dropFirst().compactMap { part in
            part.firstRange(of: "]]").map { String(part[..<$0.lowerBound]) }
        }
    }

    func contains(_ word: String) -> Bool { words.contains(word) }
}
