/// How a render will end, and after how long.
struct RenderFate: Sendable, Equatable {
    enum End: Sendable, Equatable {
        case completed, failed
        /// Only a clipping job has a word for it; others fail.
        case cancelled
        /// It renders for ever.
        case never
    }

    /// How soon an input that cannot be fetched is noticed, simulated seconds.
    private static let preflightSeconds = 5.0

    var end: End
    /// Simulated seconds.
    var seconds: Double

    /// What is told to end although it would render for ever ends well.
    var succeeds: Bool { end == .completed || end == .never }

    /// Decided by the seed and the subject alone, unless the request itself commands it by `[[simulator:fail]]`,
    /// `[[simulator:succeed]]`, `[[simulator:never]]`, `[[simulator:cancel]]`, `[[simulator:preflight]]` or
    /// `[[simulator:seconds=N]]`.
    init(subject: String, commands: RequestCommands, dice: Dice, configuration: SimulatorConfiguration) {
        let range = configuration.renderSeconds
        end = dice.unit("fate", subject) < configuration.failRate ? .failed : .completed
        seconds = range.lowerBound + dice.unit("length", subject) * (range.upperBound - range.lowerBound)
        for command in commands.words {
            switch command {
            case "fail": end = .failed
            case "succeed": end = .completed
            case "never": end = .never
            case "cancel": end = .cancelled
            case "preflight":
                end = .failed
                seconds = min(seconds, Self.preflightSeconds)
            default:
                if command.hasPrefix("seconds="), let value = Double(command.dropFirst(8)), value >= 0 {
                    seconds = min(value, 1_000_000)
                }
            }
        }
    }
}
