import ArgumentParser

/// `clapper events`: what a running Clapper heard, over HTTP.
struct EventsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "events",
        abstract: "See what Clapper heard about jobs, and what came of it.",
        discussion: "A table on a terminal, JSON when piped or with --json. Exit codes as for 'clapper jobs'.",
        subcommands: [EventsList.self, EventsShow.self, EventsReplay.self])
}
