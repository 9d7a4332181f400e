import ArgumentParser
import ClapperClient

/// `clapper jobs get`: one job.
struct JobsGet: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "get", abstract: "Print one job.")

    @Argument(help: "The job's id.")
    var id: String?

    @Option(help: "The job's callback id, in place of its id.")
    var callbackID: String?

    @OptionGroup var options: ClientOptions

    func validate() throws {
        guard (id == nil) != (callbackID == nil) else {
            throw ValidationError("give the job's id, or --callback-id, and not both")
        }
    }

    func run() async throws {
        try await options.withClient { client in
            if let id { return try options.output.show(try await client.job(id)) }
            let callbackID = callbackID ?? ""
            guard let job = try await client.job(callbackID: callbackID) else {
                throw CommandFailure(text: "no job has the callback id \(callbackID)")
            }
            try options.output.show(job)
        }
    }
}
