import ArgumentParser

/// `clapper jobs wait`: waits until a job has ended.
struct JobsWait: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "wait", abstract: "Wait until a job has ended; prints it.",
        discussion: "Exit code 0 if it succeeded, 5 if it failed or was canceled, 4 if it has not ended in time.")

    @Argument(help: "The job's id.")
    var id: String

    @Option(help: "The longest wait, seconds.")
    var timeout = 3600

    @OptionGroup var options: ClientOptions

    func validate() throws {
        if timeout < 1 { throw ValidationError("--timeout must be 1 or more seconds") }
    }

    func run() async throws {
        try await options.withClient { client in
            try await JobWait(client: client, output: options.output, timeoutSeconds: timeout).run(id)
        }
    }
}
