import ClapperClient
import HeyGen

/// Waits for a job on a person's or a script's behalf: progress on standard error, the job on standard output, and how it
/// ended as the exit code.
struct JobWait {
    let client: ClapperClient
    let output: Output
    let timeoutSeconds: Int

    func run(_ id: String) async throws {
        let job = try await client.waitForEnd(of: id, within: .seconds(timeoutSeconds)) { job in
            Terminal.say("job \(id) is \(job.state ?? "in no known state")")
        }
        try output.show(job)
        if !job.isEnded {
            throw CommandFailure(
                text: "job \(id) has not ended after \(timeoutSeconds) s: 'clapper jobs explain \(id)' says why",
                exitCode: ExitCodes.timedOut)
        }
        if !job.isSucceeded {
            throw CommandFailure(text: "job \(id) \(Self.ending(job))", exitCode: ExitCodes.jobFailed)
        }
    }

    private static func ending(_ job: Document) -> String {
        if job.state == "canceled" { return "was canceled" }
        let failure = job.json["failure"]
        let reason = [failure?["code"]?.string, failure?["message"]?.string].compactMap(\.nonEmpty)
        return (["failed"] + reason).joined(separator: ": ")
    }
}
