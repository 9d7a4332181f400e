import Foundation
import HTTPTypes
import HeyGen
import Testing

@Suite("The contract on the wire", .contract)
struct ContractTests {
    @Test("every request the client sends is one that HeyGen's schemas have")
    func requests() async throws {
        let recording = try await Recordings.shared.recording()
        let sent = recording.judgements.filter(\.exchange.isClients)
        #expect(sent.count > 60)
        expectNone(sent.flatMap { judged in judged.named(judged.request) })
    }

    @Test("every request that the simulator takes is one that the schemas have")
    func taken() async throws {
        let recording = try await Recordings.shared.recording()
        let taken = recording.judgements.filter(\.exchange.isSuccess)
        expectNone(taken.flatMap { judged in judged.named(judged.request) })
    }

    @Test("every answer the simulator gives is one that the schemas have, refusals included")
    func answers() async throws {
        let recording = try await Recordings.shared.recording()
        #expect(recording.judgements.contains { !$0.exchange.isSuccess })
        expectNone(recording.judgements.flatMap { judged in judged.named(judged.answer) })
    }

    @Test("what the simulator delivers is signed where it must be, and is what the schemas have")
    func deliveries() async throws {
        let recording = try await Recordings.shared.recording()
        #expect(recording.untold == [])
        let verifier = WebhookVerifier(secrets: [recording.secret])
        var tasks: [JudgeTask] = []
        for delivery in recording.deliveries {
            let verification = verifier.verify(body: delivery.body, headers: delivery.headers, now: Date())
            if delivery.path == "/hook" {
                #expect(verification == .valid(profile: .prefixed, timestamp: .fresh))
            } else {
                #expect(verification == .invalid(.missing))
            }
            tasks += try Self.judging(delivery)
        }
        #expect(recording.deliveries.count > 100)
        expectNone(try await SchemaJudge.verdicts(tasks).compactMap(\.self))
    }

    /// No event type exists for a lipsync: its `callback_url` is told the bare resource.
    private static func judging(_ delivery: RecordingProxy.Delivery) throws -> [JudgeTask] {
        let json = try RawJSON(delivery.body)
        guard let type = json["event_type"]?.string, let data = json["event_data"] else {
            #expect(delivery.path == "/callback")
            return [resource("lipsync.get", json)]
        }
        #expect(EventType.named(type) != nil, "\(type)")
        let envelope = JudgeTask(
            schema: Contract.documented("delivery"), document: delivery.body, isClosed: true)
        guard type.hasPrefix("ai_clipping.") else { return [envelope] }
        #expect(data["output_settings"] == nil)
        return [envelope, resource("ai-clipping.get", data)]
    }

    private static func resource(_ operation: String, _ json: RawJSON) -> JudgeTask {
        JudgeTask(
            schema: "\(operation).response.json#/properties/data", document: Array(json.bytes), isClosed: true)
    }

    @Test("the event types are those of the schemas, in words and number")
    func eventTypes() async throws {
        let operations = try Contract.operations()
        let list = try #require(operations.first { $0.operation == "webhook.events-list" })
        let words = try #require(list.queryParams.first { $0.name == "event_type" }?.enum)
        #expect(words == EventType.all.map(\.name))
        #expect(words.count == 30)
    }

    @Test("every operation is covered on the wire, or left out for a reason, and never both")
    func coverage() async throws {
        let recording = try await Recordings.shared.recording()
        let all = Set(recording.operations.map(\.operation))
        let good = recording.judgements.filter { $0.exchange.isSuccess && $0.request.isEmpty && $0.answer.isEmpty }
        let covered = Set(good.compactMap { $0.operation?.operation })
        let sent = Set(good.filter(\.exchange.isClients).compactMap { $0.operation?.operation })
        for (seen, leftOut) in [(covered, LeftOut.ofSimulator), (sent, LeftOut.ofClient)] {
            let table = Set(leftOut.keys)
            #expect(seen.intersection(table).sorted() == [], "covered, and yet left out")
            #expect(all.subtracting(seen).subtracting(table).sorted() == [], "neither covered nor left out")
            #expect(table.subtracting(all).sorted() == [], "left out, but no operation")
        }
        report(recording, covered, sent)
    }

    private func report(_ recording: Recording, _ covered: Set<String>, _ sent: Set<String>) {
        let total = recording.operations.count
        let bodies = recording.judgements.count { !$0.exchange.requestBody.isEmpty && $0.exchange.isClients }
        let refusals = recording.judgements.count { !$0.exchange.isSuccess }
        var lines = [
            "contract: \(covered.count) of \(total) operations covered: "
                + "\(recording.judgements.count - refusals) answers and \(refusals) refusals of the simulator, "
                + "\(recording.deliveries.count) deliveries",
            "contract: \(sent.count) of \(total) operations sent by the client: "
                + "\(recording.judgements.count(where: \.exchange.isClients)) requests, \(bodies) of them with a body",
        ]
        for (operation, reason) in LeftOut.ofSimulator.sorted(by: { $0.key < $1.key }) {
            lines.append("contract: not covered: \(operation): \(reason)")
        }
        for (reason, left) in Dictionary(grouping: LeftOut.ofClient, by: \.value).sorted(by: { $0.key < $1.key }) {
            lines.append("contract: not sent: \(left.map(\.key).sorted().joined(separator: ", ")): \(reason)")
        }
        print(lines.joined(separator: "\n"))
    }
}
