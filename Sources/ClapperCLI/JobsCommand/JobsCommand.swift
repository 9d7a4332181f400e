import ArgumentParser

/// `clapper jobs`: the jobs of a running Clapper, over HTTP.
struct JobsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "jobs",
        abstract: "Enqueue, watch and mend jobs of a running Clapper.",
        discussion: """
            Data goes to standard output: a table on a terminal, JSON when piped or with --json. Messages go to standard \
            error. Exit codes: 0 ok, 1 failure, 2 wrong usage, 3 token missing or not known, 4 timed out, 5 a job that \
            was waited for failed or was canceled.
            """,
        subcommands: [
            JobsEnqueue.self, JobsGet.self, JobsList.self, JobsWait.self, JobsCancel.self, JobsRetry.self,
            JobsAttach.self, JobsFail.self, JobsExplain.self,
        ])
}
