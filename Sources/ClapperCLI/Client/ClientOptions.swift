import ArgumentParser
import ClapperClient
import Foundation

/// Which Clapper a command asks, by flag or by environment, and how it prints the answer; the flag wins.
struct ClientOptions: ParsableArguments {
    @Option(help: "Where Clapper answers (CLAPPER_URL; default http://127.0.0.1:8080).")
    var url: String?

    @Option(help: "The API token (CLAPPER_TOKEN; others on this machine can see arguments, but not variables).")
    var token: String?

    @Flag(help: "Print JSON on a terminal too; piped, it always is.")
    var json = false

    var output: Output { Output(isJSON: json || !Terminal.isStandardOutput) }

    /// Runs `body` with a client; its errors become a line for a person and an exit code.
    /// - Parameter naming: what the command line calls fields of the request.
    func withClient(
        naming: [String: String] = [:], _ body: (ClapperClient) async throws -> Void
    ) async throws {
        let configuration = try settings(ProcessInfo.processInfo.environment)
        do {
            try await ClapperClient.withClient(configuration, body)
        } catch let error as ClapperClientError {
            throw CommandFailure(error, configuration, naming: naming)
        }
    }

    private func settings(_ environment: [String: String]) throws -> ClapperClientConfiguration {
        let url = url.nonEmpty ?? environment["CLAPPER_URL"].nonEmpty ?? "http://127.0.0.1:8080"
        do throws(ClapperClientError) {
            return try ClapperClientConfiguration(
                url: url, token: token.nonEmpty ?? environment["CLAPPER_TOKEN"].nonEmpty)
        } catch {
            guard case .invalid(let field, let reason) = error else { throw error }
            throw UsageError(text: "CLAPPER_\(field.uppercased()): \(reason)")
        }
    }
}
