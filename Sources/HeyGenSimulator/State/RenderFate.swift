/// How a render will end, and after how long.
struct RenderFate: Sendable, Equatable {
    enum End: Sendable, Equatable {
        case completed, failed
        /// It renders for ever.
        case never
    }

    var end: End
    /// Simulated seconds.
    var seconds: Double

    /// Decided by the seed and the subject alone, unless the request itself commands it by `[[simulator:fail]]`,
    /// `[[simulator:succeed]]`, `[[simulator:never]]` or `[[simulator:seconds=N]]`.
    init(subject: String, body: [UInt8], dice: Dice, configuration: SimulatorConfiguration) {
        let range = configuration.renderSeconds
        end = dice.unit("fate", subject) < configuration.failRate ? .failed : .completed
        seconds = range.lowerBound + dice.unit("length", subject) * (range.upperBound - range.lowerBound)
        for command in Self.commands(body) {
            switch command {
            case "fail": end = .failed
            case "succeed": end = .completed
            case "never": end = .never
            default:
                if command.hasPrefix("seconds="), let value = Double(command.dropFirst(8)), value >= 0 {
                    seconds = min(value, 1_000_000)
                }
            }
        }
    }

    private static func commands(_ body: [UInt8]) -> [String] {
        let opening = Array("[[simulator:".utf8)
        // Few requests hold one; the others are spared the string.
        guard body.count > opening.count, body.contains(UInt8(ascii: "[")) else { return [] }
        return String(decoding: body, as: UTF8.self).split(separator: "[[simulator:").dropFirst().compactMap { part in
            part.firstRange(of: "]]").map { String(part[..<$0.lowerBound]) }
        }
    }
}
