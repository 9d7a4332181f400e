import Foundation
import HTTPTypes
import HeyGen
import HeyGenSimulator
import NIOHTTP1
import Testing

@Suite struct WebhookDeliveryTests {
    private static let secret = "whsec_delivery_test"

    @Test("an event arrives rightly signed under each profile, once", arguments: HeaderProfile.allCases)
    func signed(_ profile: HeaderProfile) async throws {
        try await WebhookReceiver.withRunning { receiver, hook in
            try await Wire.withRunning {
                $0.webhookURL = hook
                $0.webhookSecret = Self.secret
                $0.headerProfile = profile
            } _: { wire in
                let video = try await wire.create("a", "[[simulator:seconds=1]]")
                let delivery = try #require(try await receiver.next().first)
                let verdict = WebhookVerifier(secrets: [Self.secret])
                    .verify(body: delivery.body, headers: delivery.headers, now: Date())
                let expected: Verification =
                    profile == .plain
                    ? .valid(profile: .plain, timestamp: .absent) : .valid(profile: .prefixed, timestamp: .fresh)
                #expect(verdict == expected)
                let event = try #require(HeyGenEvent(body: delivery.body))
                #expect(event.callbackID == "a")
                #expect(event.renderID == video.id)
                try await wire.reaches { $0.videos[0].deliveries.map(\.status) == [200] }
                let link = try #require(event.link)
                #expect(try await wire.call(.GET, link).status == 200)
            }
        }
    }

    @Test("a 503 is followed by a repeat, a 2xx by none")
    func retried() async throws {
        try await WebhookReceiver.withRunning(answers: [.serviceUnavailable, .internalServerError, .noContent]) {
            receiver, hook in
            try await Wire.withRunning {
                $0.webhookURL = hook
            } _: { wire in
                _ = try await wire.create("a", "[[simulator:seconds=0]]")
                let deliveries = try await receiver.next(3)
                #expect(Set(deliveries.map(\.body)).count == 1)
                try await wire.reaches { $0.videos[0].deliveries.count == 3 }
                let record = wire.simulator.ledger.videos[0].deliveries
                #expect(record.map(\.status) == [503, 500, 204])
                #expect(record.map(\.attempt) == [1, 2, 3])
                // Another video's event is the signal that time went on; the first got no fourth attempt.
                _ = try await wire.create("b", "[[simulator:seconds=100]]")
                let next = try #require(try await receiver.next().first)
                #expect(HeyGenEvent(body: next.body)?.callbackID == "b")
            }
        }
    }

    @Test("nobody listening is written down without a status")
    func unreachable() async throws {
        try await Wire.withRunning {
            $0.webhookURL = "http://127.0.0.1:1/hook"
        } _: { wire in
            _ = try await wire.create("a", "[[simulator:seconds=0]]")
            try await wire.reaches { $0.videos[0].deliveries.count >= 2 }
            #expect(wire.simulator.ledger.videos[0].deliveries[0].status == nil)
        }
    }

    @Test("event-before-answer delivers before the create is answered")
    func eventFirst() async throws {
        try await WebhookReceiver.withRunning { receiver, hook in
            try await Wire.withRunning {
                $0.webhookURL = hook
                $0.faults = [.eventBeforeAnswer: 1]
            } _: { wire in
                let video = try await wire.create("a")
                #expect(wire.simulator.ledger.videos[0].deliveries.map(\.status) == [200])
                let delivery = try #require(try await receiver.next().first)
                #expect(HeyGenEvent(body: delivery.body)?.renderID == video.id)
            }
        }
    }

    @Test(
        "corrupt and missing signatures do not verify, their repeats do",
        arguments: [Fault.corruptSignature, .unsigned])
    func badSignatures(_ fault: Fault) async throws {
        try await WebhookReceiver.withRunning(answers: [.unauthorized]) { receiver, hook in
            try await Wire.withRunning {
                $0.webhookURL = hook
                $0.webhookSecret = Self.secret
                $0.faults = [fault: 1]
            } _: { wire in
                _ = try await wire.create("a", "[[simulator:seconds=0]]")
                let verifier = WebhookVerifier(secrets: [Self.secret])
                let verdicts = try await receiver.next(2).map {
                    verifier.verify(body: $0.body, headers: $0.headers, now: Date())
                }
                #expect(verdicts[0] == .invalid(fault == .unsigned ? .missing : .mismatch))
                #expect(verdicts[1] == .valid(profile: .prefixed, timestamp: .fresh))
            }
        }
    }

    @Test("a thousand videos end and are told, each once, with the limit kept")
    func many() async throws {
        try await WebhookReceiver.withRunning { receiver, hook in
            try await Wire.withRunning {
                $0.webhookURL = hook
                $0.limit = 1000
                $0.failRate = 0.2
            } _: { wire in
                try await withThrowingTaskGroup(of: Void.self) { group in
                    // Twenty at a time: a thousand at once would wait for connections longer than the client does.
                    for lane in 0..<20 {
                        group.addTask {
                            for number in 0..<50 { _ = try await wire.create("job-\(lane * 50 + number)") }
                        }
                    }
                    try await group.waitForAll()
                }
                let events = try await receiver.next(1000).compactMap { HeyGenEvent(body: $0.body)?.callbackID }
                #expect(Set(events).count == 1000)
                let ledger = wire.simulator.ledger
                #expect(ledger.boughtTwice.isEmpty)
                #expect(ledger.inFlightMax <= 1000)
                #expect((100...300).contains(ledger.videos.count { $0.status == "failed" }))
            }
        }
    }
}
