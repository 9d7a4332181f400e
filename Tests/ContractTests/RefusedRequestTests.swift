import HeyGen
import HeyGenSimulator
import NIOHTTP1
import Testing

/// A client that is wrong must fail here and not first at HeyGen.
@Suite("What the schemas refuse", .contract)
struct RefusedRequestTests {
    private static let atOnce = 8

    /// A good request and where to send it.
    private struct Target: Sendable {
        let name: String
        let operation: Operation
        let path: String
        let body: [UInt8]
    }

    @Test("the simulator refuses every request that the schemas refuse, buys nothing for it, and takes the good ones")
    func refused() async throws {
        try await Stage.withRunning { stage in
            let targets = try await targets(stage)
            let tasks = try targets.map { target in
                JudgeTask(schema: try #require(target.operation.requestSchema), document: target.body, isClosed: true)
            }
            for (target, verdict) in zip(targets, try await SchemaJudge.verdicts(tasks)) {
                #expect(verdict == nil, "\(target.name)")
            }
            let mutations = try await SchemaJudge.mutations(tasks)
            let before = (stage.simulator.ledger.purchases, stage.simulator.ledger.batches.count)
            var sent = 0
            var problems: [String] = []
            for (target, changes) in zip(targets, mutations) {
                #expect(!changes.isEmpty, "\(target.name)")
                sent += changes.count
                problems += try await taken(stage, target, changes)
            }
            expectNone(problems)
            #expect((stage.simulator.ledger.purchases, stage.simulator.ledger.batches.count) == before)
            for target in targets {
                let answer = try await send(stage, target, target.body)
                #expect(
                    (200..<300).contains(answer.status),
                    "\(target.name): \(String(decoding: answer.body, as: UTF8.self))")
            }
            #expect(stage.simulator.ledger.purchases > before.0)
            guard problems.isEmpty else { return }
            print("contract: \(sent) requests that the schemas refuse, made of \(targets.count) good ones, are refused")
        }
    }

    /// One for each file of requests; every operation with a request schema has one.
    private func targets(_ stage: Stage) async throws -> [Target] {
        let operations = try Contract.operations()
        let names = try RequestFile.names()
        let covered = Set(names.map(RequestFile.operation))
        let wanted = Set(operations.filter { $0.requestSchema != nil }.map(\.operation))
        #expect(wanted == covered)
        let ids = try await parameters(stage)
        return try names.map { name in
            let operation = try #require(operations.first { $0.operation == RequestFile.operation(name) })
            var path = operation.path
            for (parameter, id) in ids { path = path.replacing("{\(parameter)}", with: id) }
            return Target(
                name: name, operation: operation, path: path,
                body: try RequestFile.bytes(name, callback: stage.callback))
        }
    }

    /// What stands in the paths: resources that take such a request.
    private func parameters(_ stage: Stage) async throws -> [String: String] {
        func made(_ request: String, _ path: String, _ id: String, _ commands: String) async throws -> String {
            let body = try RequestFile.bytes(request, commands: commands, callback: stage.callback)
            return try await stage.call(.POST, path, body).id(id)
        }
        let good = RequestFile.standardCommands
        return [
            "template_id": "template-welcome",
            "session_id": try await made(
                "video-agent.create", "/v3/video-agents", "session_id", "[[simulator:needs-input]]"),
            "video_translation_id": try await made(
                "video-translate.create", "/v3/video-translations", "video_translation_ids", good),
            "proofread_id": try await made(
                "video-translate.proofreads-create", "/v3/video-translations/proofreads", "proofread_ids", good),
            "lipsync_id": try await made("lipsync.create", "/v3/lipsyncs", "lipsync_id", good),
            "endpoint_id": try await made(
                "webhook.endpoints-create", "/v3/webhooks/endpoints", "endpoint_id", good),
        ]
    }

    /// What was not refused as HeyGen refuses.
    private func taken(_ stage: Stage, _ target: Target, _ changes: [SchemaJudge.Mutation]) async throws -> [String] {
        try await withThrowingTaskGroup(of: String?.self) { group in
            var problems: [String] = []
            for (number, change) in changes.enumerated() {
                if number >= Self.atOnce, let problem = try await group.next() ?? nil { problems.append(problem) }
                group.addTask {
                    let answer = try await send(stage, target, change.body)
                    let error = answer.json?["error"]
                    let isEnvelope = error?["code"]?.string?.isEmpty == false && error?["message"]?.string != nil
                    if (400..<500).contains(answer.status), isEnvelope { return nil }
                    return "\(target.name): \(change.change): answered \(answer.status)"
                }
            }
            for try await problem in group { if let problem { problems.append(problem) } }
            return problems
        }
    }

    private func send(_ stage: Stage, _ target: Target, _ body: [UInt8]) async throws -> Stage.Answer {
        try await stage.callDirectly(HTTPMethod(rawValue: target.operation.method), target.path, body)
    }
}
