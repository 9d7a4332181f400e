import Foundation
import HTTPTypes
import HeyGen
import Jobs
import Logging
import TestSupport
import Testing
import Workers

@Suite("A notifier tells", .migratedDatabase)
struct NotifierTellingTests {
    @Test("a completion is told once, signed, as the API tells the job, and its row leaves")
    func told() async throws {
        try await NotifierReceiver.withRunning { receiver in
            try await withStore { store in
                let (logger, log) = NotifierLogCapture.logger()
                var limits = NotifierLimits()
                limits.poll = .seconds(3600)
                let job = try await NotifierBench.owe(receiver.url, on: store, callbackID: "order-1")
                let delivery = try #require(
                    try await NotifierBench.scalar(
                        "SELECT replace(id::text, '-', '') || ' ' || extract(epoch FROM created_at) FROM clapper.deliveries",
                        on: store)
                ).split(separator: " ")
                try await NotifierBench.withRunning(on: store, limits: limits, logger: logger) { bench in
                    try await NotifierBench.owed(0, on: store)
                    // A second one, by its wake-up; a repeat of the first would be seen by now.
                    try await NotifierBench.owe(receiver.url, on: store)
                    bench.wakeUps.wakeLocally(.completed)
                    try await NotifierBench.owed(0, on: store)
                }
                #expect(receiver.received.count == 2)
                let told = receiver.received[0]
                let id = try #require(told.header("webhook-id"))
                #expect(id == "msg_\(delivery[0])")
                let timestamp = try #require(told.header("webhook-timestamp").flatMap(Int.init))
                #expect(abs(Date().timeIntervalSince1970 - Double(timestamp)) < 60)
                let secret = try NotifySecret.parse(NotifierBench.secret)[0]
                #expect(
                    told.header("webhook-signature") == secret.sign(id: id, timestamp: timestamp, body: told.body))
                #expect(told.header("content-type") == "application/json")
                let json = try RawJSON(told.body)
                #expect(json["type"]?.string == "job.canceled")
                #expect(json["revision"]?.text == "1")
                let format = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
                let owedSince = try format.parse(try #require(json["timestamp"]?.string)).timeIntervalSince1970
                #expect(abs(owedSince - (try #require(Double(delivery[1])))) < 0.002)
                let expected = try await store.job(job).json
                #expect(json["data"].map { Array($0.bytes) } == expected)
                let lines = log.all.filter { $0.message == "job told" }
                #expect(lines.count == 2 && lines.allSatisfy { $0.level == .info })
                #expect(lines[0].metadata["tries"] == "1")
                #expect(lines[0].metadata["revision"] == "1")
            }
        }
    }

    @Test("with two secrets there are two signatures, in their order")
    func twoSecrets() async throws {
        try await NotifierReceiver.withRunning { receiver in
            try await withStore { store in
                try await NotifierBench.owe(receiver.url, on: store)
                let both = "\(NotifierBench.secret),\(NotifierBench.otherSecret)"
                try await NotifierBench.withRunning(on: store, secrets: both) { _ in
                    try await NotifierBench.owed(0, on: store)
                }
            }
            let told = try #require(receiver.received.first)
            let id = try #require(told.header("webhook-id"))
            let timestamp = try #require(told.header("webhook-timestamp").flatMap(Int.init))
            let signatures = try [NotifierBench.secret, NotifierBench.otherSecret].map {
                try NotifySecret.parse($0)[0].sign(id: id, timestamp: timestamp, body: told.body)
            }
            #expect(told.header("webhook-signature") == signatures.joined(separator: " "))
        }
    }

    @Test("a retry has the same id and body and a signature of its own time")
    func retry() async throws {
        try await NotifierReceiver.withRunning([.status(.internalServerError), .status(.badGateway)]) { receiver in
            try await withStore { store in
                let (logger, log) = NotifierLogCapture.logger()
                try await NotifierBench.owe(receiver.url, on: store)
                try await NotifierBench.withRunning(on: store, timeScale: 1000, logger: logger) { _ in
                    try await NotifierBench.owed(0, on: store)
                }
                let received = receiver.received
                #expect(received.count == 3)
                #expect(Set(received.map { $0.header("webhook-id") }).count == 1)
                #expect(Set(received.map(\.body)).count == 1)
                let secret = try NotifySecret.parse(NotifierBench.secret)[0]
                for told in received {
                    let id = try #require(told.header("webhook-id"))
                    let timestamp = try #require(told.header("webhook-timestamp").flatMap(Int.init))
                    #expect(
                        told.header("webhook-signature") == secret.sign(id: id, timestamp: timestamp, body: told.body))
                }
                let levels = log.all.filter { $0.message == "job not told yet" }.map(\.level)
                #expect(levels == [.warning, .debug])
                #expect(log.all.last { $0.message == "job told" }?.metadata["tries"] == "3")
            }
        }
    }

    @Test("each revision is told, with its own type, under its own id")
    func revisions() async throws {
        try await NotifierReceiver.withRunning { receiver in
            try await withStore { store in
                _ = try await NotifierBench.succeed(receiver.url, on: store, thenFailed: true)
                try await NotifierBench.withRunning(on: store) { _ in
                    try await NotifierBench.owed(0, on: store)
                }
            }
            let told = try receiver.received.map { try RawJSON($0.body) }
            let pairs = Set(told.map { "\($0["type"]?.string ?? "") \($0["revision"]?.text ?? "")" })
            #expect(pairs == ["job.succeeded 1", "job.failed 2"])
            #expect(Set(receiver.received.map { $0.header("webhook-id") }).count == 2)
            // The job is told as it stands, whatever the revision.
            #expect(told.allSatisfy { $0["data"]?["state"]?.string == "failed" })
        }
    }

    @Test("a completion whose job is no longer kept is given up")
    func jobGone() async throws {
        try await NotifierReceiver.withRunning { receiver in
            try await withStore { store in
                try await NotifierBench.owe(receiver.url, on: store)
                _ = try await NotifierBench.scalar(
                    "UPDATE clapper.deliveries SET job_id = gen_random_uuid()", on: store)
                try await NotifierBench.withRunning(on: store) { _ in
                    try await NotifierBench.owed(0, on: store)
                }
                #expect(
                    try await NotifierBench.scalar(
                        "SELECT detail FROM clapper.events WHERE type = 'notify.given_up'", on: store)?
                        .hasSuffix("the job is no longer kept") == true)
            }
            #expect(receiver.received.isEmpty)
        }
    }
}
