import ArgumentParser
import ClapperClient

/// `clapper jobs list`: many jobs.
struct JobsList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List jobs, the latest first.")

    @Option(help: "queued, submitting, rendering, unknown, succeeded, failed or canceled.")
    var state: String?

    @Option(help: "Only jobs of this kind.")
    var kind: String?

    @Option(help: "Jobs to list; with --all, jobs asked for at once.")
    var limit: Int?

    @Flag(help: "All of them, not only the first page.")
    var all = false

    @OptionGroup var options: ClientOptions

    func run() async throws {
        let query = JobQuery(state: state, kind: kind, limit: limit)
        try await options.withClient { client in
            guard all else {
                let page = try await client.jobs(query)
                return try options.output.show(page: page, as: .jobs, more: "--all, or a higher --limit")
            }
            try await PageWalk(output: options.output, listing: .jobs) { token in
                var query = query
                query.token = token
                return try await client.jobs(query)
            }.run()
        }
    }
}
