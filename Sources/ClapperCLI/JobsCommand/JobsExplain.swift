import ArgumentParser
import ClapperClient
import HeyGen

/// `clapper jobs explain`: why a job stands where it stands.
struct JobsExplain: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain", abstract: "Say why a job stands where it stands.")

    @Argument(help: "The job's id.")
    var id: String

    @OptionGroup var options: ClientOptions

    func run() async throws {
        try await options.withClient { client in
            let answer = try await client.explain(id)
            if options.output.isJSON { return try options.output.show(answer) }
            try options.output.write(Self.lines(answer))
        }
    }

    /// The state, and a line for each reason: a sentence, or an object whose texts make one.
    static func lines(_ answer: Document) -> [String] {
        let reasons = answer.json["reasons"]?.elements ?? []
        return [TerminalText.escaped(answer.state ?? "")] + reasons.map { "- " + TerminalText.escaped(text($0)) }
    }

    private static func text(_ reason: RawJSON) -> String {
        if let text = reason.string { return text }
        let texts = reason.members.compactMap(\.value.string)
        return texts.isEmpty ? reason.text : texts.joined(separator: ": ")
    }
}
