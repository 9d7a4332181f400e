import ClapperClient
import Foundation
import Glibc
import Logging
import TestSupport
import Testing

@Suite("clapper up", .serialized, .timeLimit(.minutes(10)))
struct UpCommandTests {
    private let arguments = ["up", "--port", "0", "--simulator-port", "0"]

    /// A folder to be in, and removed with the cluster it points to.
    private func withFolder(_ body: (String) async throws -> Void) async throws {
        let folder = "/tmp/clapper-up-\(UUID().uuidString.prefix(8))"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer {
            if let cluster = cluster(folder) { try? FileManager.default.removeItem(atPath: cluster) }
            try? FileManager.default.removeItem(atPath: folder)
        }
        try await body(folder)
    }

    private func cluster(_ folder: String) -> String? {
        (try? String(contentsOfFile: folder + "/.clapper/cluster", encoding: .utf8))?
            .trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// The address, once everything is ready.
    private func address(_ run: BuiltClapper.Running) async throws -> String {
        try await eventually(within: .seconds(60), "the addresses are printed") { run.out.contains("Ctrl-C") }
        return String(try #require(run.out.firstMatch(of: /Clapper +(http:\S+)/)).1)
    }

    private func signatures(_ run: BuiltClapper.Ended) -> String? {
        run.out.firstMatch(of: /Signatures +CLAPPER_NOTIFY_SECRET=(whsec_\S+)/).map { String($0.1) }
    }

    @Test(
        "takes jobs without a token, keeps them and the secrets for the next time, and stops at Ctrl-C with exit code 0"
    )
    func kept() async throws {
        try await withFolder { folder in
            let first = try await BuiltClapper.run(arguments, workingDirectory: folder) { run in
                let configuration = try ClapperClientConfiguration(url: try await address(run))
                try await ClapperClient.withClient(configuration) { client in
                    var job = NewJob(request: try exampleRequest(run.out))
                    job.callbackID = "order-4711"
                    let enqueued = try await client.enqueue(job)
                    #expect(enqueued.isNew)
                }
                let family = Descendants.of(run.processID)
                #expect(!family.isEmpty)
                run.signal(SIGINT)
                try await eventually(within: .seconds(30), "nothing is left running") {
                    !family.contains(where: \.isRunning)
                }
            }
            #expect(first.code == 0, "\(first.err)")
            let directory = try #require(cluster(folder))
            #expect(first.out.contains("Kept        \(directory) "))
            #expect(first.out.hasSuffix("\n  rm -r \(directory) .clapper/cluster\n"))
            let second = try await BuiltClapper.run(arguments, workingDirectory: folder) { run in
                let configuration = try ClapperClientConfiguration(url: try await address(run))
                try await ClapperClient.withClient(configuration) { client in
                    let kept = try await client.job(callbackID: "order-4711")
                    #expect(kept != nil)
                }
                run.signal(SIGTERM)
            }
            #expect(second.code == 0, "\(second.err)")
            #expect(signatures(first) != nil)
            #expect(signatures(second) == signatures(first))
        }
    }

    @Test("wrong usage is 2, and nothing is started", arguments: [["--roles", "baker"], ["--port", "65536"]])
    func usage(arguments: [String]) async throws {
        try await withFolder { folder in
            let run = try await BuiltClapper.run(["up"] + arguments, workingDirectory: folder)
            #expect(run.code == 2)
            #expect(run.err.hasPrefix("clapper: \(arguments[0]): "))
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
        }
    }

    @Test("a port that is taken is named with its option, before anything is started")
    func portTaken() async throws {
        try await withFolder { folder in
            let listener = try ListeningSocket()
            let run = try await BuiltClapper.run(
                ["up", "--port", "0", "--simulator-port", "\(listener.port)"], workingDirectory: folder)
            #expect(run.code == 1)
            #expect(
                run.err == "clapper: port \(listener.port) on 127.0.0.1 is taken by another program; "
                    + "stop that, or give another with --simulator-port\n")
        }
    }

    /// The request of the curl line that `up` prints.
    private func exampleRequest(_ out: String) throws -> [UInt8] {
        let body = try #require(out.firstMatch(of: /-d '\{"request":(.*)\}'/)).1
        return Array(body.replacing(#"'\''"#, with: "'").utf8)
    }
}
