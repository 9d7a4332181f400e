import ArgumentParser
import ClapperClient
import HeyGen

/// `clapper jobs enqueue`: hands a request to Clapper.
struct JobsEnqueue: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "enqueue",
        abstract: "Enqueue a job; prints it.",
        discussion: """
            Every new job is a render to pay. With --callback-id it is safe to enqueue again: the same request finds the \
            first job, another one is refused.
            """)

    @Argument(help: "A file with HeyGen's request body, a JSON object; - reads standard input.")
    var file: String

    @Option(help: "Your own id of the job, 1 to 200 visible ASCII characters.")
    var callbackID: String?

    @Option(help: "What HeyGen makes (default video): \(RenderKind.all.map(\.name).joined(separator: ", ")).")
    var kind: String?

    @Option(help: "A JSON object that is kept with the job.")
    var metadata: String?

    @Option(help: "Jobs of different lanes take turns (default: the token's name).")
    var lane: String?

    @Option(help: "0 to 9; higher goes first.")
    var priority: Int?

    @Option(name: .customLong("notify-url"), help: "An address that is told when the job ends.")
    var notifyURL: String?

    @Option(help: "Paid attempts the job may make by itself, 1 to 10 (default 1).")
    var maxAttempts: Int?

    @Option(help: "endpoint or callback_url: how HeyGen tells of it (default: as Clapper is configured).")
    var callbackMode: String?

    @Flag(help: "Wait until the job has ended.")
    var wait = false

    @Option(help: "With --wait: the longest wait, seconds (default 3600).")
    var timeout: Int?

    @OptionGroup var options: ClientOptions

    func validate() throws {
        if timeout != nil, !wait { throw ValidationError("--timeout goes with --wait") }
        if let timeout, timeout < 1 { throw ValidationError("--timeout must be 1 or more seconds") }
    }

    func run() async throws {
        let job = try newJob()
        try await options.withClient { client in
            let answer = try await client.enqueue(job)
            guard let id = answer.id else { throw ClapperClientError.unreadable(status: 200, "a job without an id") }
            if !answer.isNew {
                Terminal.say("job \(id) has this callback id and request already; nothing was enqueued")
            }
            guard wait else { return try options.output.show(answer) }
            try await JobWait(client: client, output: options.output, timeoutSeconds: timeout ?? 3600).run(id)
        }
    }

    private func newJob() throws -> NewJob {
        var job = NewJob(request: try RequestFile.read(file))
        job.callbackID = callbackID
        job.kind = kind
        job.metadata = metadata.map { Array($0.utf8) }
        job.lane = lane
        job.priority = priority
        job.notifyURL = notifyURL
        job.maxAttempts = maxAttempts
        job.callbackMode = callbackMode
        return job
    }
}
