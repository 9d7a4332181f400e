import Foundation
import HTTPTypes
import Jobs
import Logging
import TestSupport
import Testing
import Workers

@Suite("What receivers refuse", .migratedDatabase)
struct NotifierRefusalTests {
    private static let dueIn = "SELECT extract(epoch FROM next_at - clock_timestamp())::text FROM clapper.deliveries"

    @Test("410 ends the telling, and an event of the job says why")
    func gone() async throws {
        try await NotifierReceiver.withRunning(then: .status(.gone)) { receiver in
            try await withStore { store in
                let (logger, log) = NotifierLogCapture.logger()
                let job = try await NotifierBench.owe(receiver.url, on: store)
                try await NotifierBench.withRunning(on: store, logger: logger) { _ in
                    try await NotifierBench.owed(0, on: store)
                }
                let events = try await store.events(of: job)
                let event = try #require(events.first { $0.type == "notify.given_up" })
                #expect(event.detail?.contains("410") == true)
                #expect(event.detail?.contains("token") == false)
                #expect(log.all.contains { $0.level == .error && $0.message == "job not told, given up" })
            }
            #expect(receiver.received.count == 1)
        }
    }

    @Test("a redirect is not followed, and the note says so")
    func redirect() async throws {
        let elsewhere: HTTPFields = [.location: "/elsewhere"]
        try await NotifierReceiver.withRunning([.status(.temporaryRedirect, elsewhere)]) { receiver in
            try await withStore { store in
                try await NotifierBench.owe(receiver.url, on: store)
                try await NotifierBench.withRunning(on: store) { _ in
                    let note = try await NotifierBench.putOff(on: store)
                    #expect(note == "HTTP 307: redirects are not followed")
                }
                #expect(
                    try await NotifierBench.scalar("SELECT last_status::text FROM clapper.deliveries", on: store)
                        == "307")
            }
            #expect(receiver.received.map(\.path) == ["/hook/path-token"])
        }
    }

    @Test(
        "Retry-After in seconds or as a date is honoured, and no longer than a day",
        arguments: [
            ("7200", 7000.0...7200), ("Wed, 01 Jan 2098 00:00:00 GMT", 86_000...86_400),
            ("99999999999999999999", 86_000...86_400), ("soon", 0...6), ("1", 1...6),
        ])
    func retryAfter(value: String, seconds: ClosedRange<Double>) async throws {
        try await NotifierReceiver.withRunning(then: .status(.tooManyRequests, [.retryAfter: value])) { receiver in
            try await withStore { store in
                try await NotifierBench.owe(receiver.url, on: store)
                try await NotifierBench.withRunning(on: store) { _ in
                    let note = try await NotifierBench.putOff(on: store)
                    #expect(note == "HTTP 429")
                    let due = try await NotifierBench.scalar(Self.dueIn, on: store)
                    #expect(seconds.contains(try #require(due.flatMap(Double.init))))
                }
            }
        }
    }

    @Test("after a day it is given up with the last reason")
    func patience() async throws {
        try await NotifierReceiver.withRunning(then: .status(.serviceUnavailable)) { receiver in
            try await withStore { store in
                let job = try await NotifierBench.owe(receiver.url, on: store)
                _ = try await NotifierBench.scalar(
                    "UPDATE clapper.deliveries SET created_at = created_at - interval '25 hours'", on: store)
                try await NotifierBench.withRunning(on: store) { _ in
                    try await NotifierBench.owed(0, on: store)
                }
                let event = try await store.events(of: job).first { $0.type == "notify.given_up" }
                #expect(event?.detail?.hasSuffix("HTTP 503; given up after 1 tries") == true)
            }
            #expect(receiver.received.count == 1)
        }
    }

    @Test("an answer without end is read to its limit, and its connection is closed; the status counts")
    func endless() async throws {
        try await NotifierReceiver.withRunning(then: .endless) { receiver in
            try await withStore { store in
                try await NotifierBench.owe(receiver.url, on: store)
                try await NotifierBench.withRunning(on: store) { _ in
                    try await NotifierBench.owed(0, on: store)
                    try await eventually("the connection is closed") { receiver.endlessWasCut }
                }
            }
            #expect(receiver.received.count == 1)
        }
    }

    @Test("a receiver that never answers is told again")
    func timeout() async throws {
        var limits = NotifierLimits()
        limits.exchange = .milliseconds(100)
        try await NotifierReceiver.withRunning(then: .hold) { receiver in
            try await withStore { store in
                try await NotifierBench.owe(receiver.url, on: store)
                try await NotifierBench.withRunning(on: store, limits: limits) { _ in
                    let note = try await NotifierBench.putOff(on: store)
                    #expect(note == "no answer within 0.1 seconds")
                }
                #expect(
                    try await NotifierBench.scalar("SELECT last_status::text FROM clapper.deliveries", on: store)
                        == nil)
            }
        }
    }

    @Test("a receiver that is not there is told again, and neither notes nor logs hold its path or query")
    func unreachable() async throws {
        // The receiver has stopped, so nobody listens there.
        let url = try await NotifierReceiver.withRunning { $0.url }
        try await withStore { store in
            let (logger, log) = NotifierLogCapture.logger()
            try await NotifierBench.owe(url, on: store)
            try await NotifierBench.withRunning(on: store, logger: logger) { _ in
                let note = try #require(try await NotifierBench.putOff(on: store))
                #expect(note == "connection refused")
            }
            let line = try #require(log.all.first { $0.message == "job not told yet" })
            #expect(line.metadata["origin"].map { url.hasPrefix("\($0)/") } == true)
            for entry in log.all {
                #expect(!"\(entry.message) \(entry.metadata)".contains("token"))
            }
        }
    }
}
