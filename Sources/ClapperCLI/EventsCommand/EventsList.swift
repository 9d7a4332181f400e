import ArgumentParser
import ClapperClient

/// `clapper events list`: many events.
struct EventsList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List events of all jobs, or the story of one.")

    @Option(help: "Only what is about the job with this id.")
    var job: String?

    @Option(help: "Events to list.")
    var limit: Int?

    @OptionGroup var options: ClientOptions

    func validate() throws {
        if job != nil, limit != nil { throw ValidationError("the story of a job is not cut: give --job or --limit") }
    }

    func run() async throws {
        try await options.withClient { client in
            let page =
                if let job { try await client.events(ofJob: job) } else { try await client.events(limit: limit) }
            try options.output.show(page: page, as: .events, more: "a higher --limit")
        }
    }
}
