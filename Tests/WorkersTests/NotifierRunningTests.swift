import Foundation
import Jobs
import Logging
import PostgreSQL
import TestSupport
import Testing
import Workers

@Suite("A notifier under way", .migratedDatabase)
struct NotifierRunningTests {
    @Test("a receiver that never answers holds four tells and slows no other")
    func deadReceiver() async throws {
        try await NotifierReceiver.withRunning(then: .hold) { dead in
            try await NotifierReceiver.withRunning { healthy in
                try await withStore { store in
                    for _ in 0..<10 { try await NotifierBench.owe(dead.url, on: store) }
                    try await NotifierBench.withRunning(on: store) { bench in
                        try await eventually("the dead one holds its four") { dead.received.count == 4 }
                        for _ in 0..<20 { try await NotifierBench.owe(healthy.url, on: store) }
                        bench.wakeUps.wakeLocally(.completed)
                        try await eventually("the healthy one is told") { healthy.received.count == 20 }
                        try await NotifierBench.owed(10, on: store)
                    }
                    // Cut at once, without the exchange's 15 s.
                    #expect(dead.received.count == 4)
                    #expect(
                        try await NotifierBench.scalar("SELECT sum(tries)::text FROM clapper.deliveries", on: store)
                            == "4")
                }
            }
        }
    }

    @Test("a backlog of one receiver is told without waiting for the poll, four at a time")
    func backlog() async throws {
        var limits = NotifierLimits()
        limits.poll = .seconds(3600)
        try await NotifierReceiver.withRunning { receiver in
            try await withStore { store in
                for _ in 0..<30 { try await NotifierBench.owe(receiver.url, on: store) }
                try await NotifierBench.withRunning(on: store, limits: limits) { _ in
                    try await NotifierBench.owed(0, on: store)
                }
            }
            #expect(receiver.received.count == 30)
            #expect(Set(receiver.received.map { $0.header("webhook-id") }).count == 30)
        }
    }

    @Test("a claim that was never finished is told when its lease has lapsed, and not before")
    func crash() async throws {
        try await NotifierReceiver.withRunning { receiver in
            try await withStore { store in
                try await NotifierBench.owe(receiver.url, on: store)
                let claimed = try await store.claimDeliveries(limit: 64, perOrigin: 4, busy: [], lease: .seconds(3600))
                #expect(claimed.map(\.tries) == [1])
                try await NotifierBench.withRunning(on: store) { bench in
                    // One that is due, to know that the notifier has looked.
                    try await NotifierBench.owe(receiver.url, on: store)
                    bench.wakeUps.wakeLocally(.completed)
                    try await NotifierBench.owed(1, on: store)
                    #expect(receiver.received.count == 1)
                    _ = try await NotifierBench.scalar("UPDATE clapper.deliveries SET next_at = now()", on: store)
                    bench.wakeUps.wakeLocally(.completed)
                    try await NotifierBench.owed(0, on: store)
                    let id = claimed[0].id.uuidString.lowercased().filter { $0 != "-" }
                    #expect(receiver.received[1].header("webhook-id") == "msg_\(id)")
                }
            }
        }
    }

    @Test(
        "at shutdown a tell in flight is finished and recorded, and nothing more is claimed", .timeLimit(.minutes(10)))
    func gracefulShutdown() async throws {
        var limits = NotifierLimits()
        limits.perOrigin = 1
        // It ends when the tell has ended, not when the grace has.
        limits.grace = .seconds(3600)
        try await NotifierReceiver.withRunning(then: .hold) { receiver in
            try await withStore { [limits] store in
                let (logger, log) = NotifierLogCapture.logger()
                // The second has to wait until the first makes room.
                for _ in 0..<2 { try await NotifierBench.owe(receiver.url, on: store) }
                try await NotifierBench.withRunning(on: store, limits: limits, logger: logger) { bench in
                    try await eventually("one is in flight") { receiver.received.count == 1 }
                    await bench.stop()
                    try await eventually("it stops") { log.all.contains { $0.message == "notifier stops claiming" } }
                    receiver.release()
                    await bench.ended()
                }
                #expect(receiver.received.count == 1)
                #expect(
                    try await NotifierBench.scalar(
                        "SELECT string_agg(tries::text, ' ') FROM clapper.deliveries", on: store)
                        == "0")
            }
        }
    }

    @Test("what outlasts the grace of a shutdown is cut and stays owed")
    func cut() async throws {
        var limits = NotifierLimits()
        limits.grace = .milliseconds(50)
        try await NotifierReceiver.withRunning(then: .hold) { receiver in
            try await withStore { [limits] store in
                try await NotifierBench.owe(receiver.url, on: store)
                try await NotifierBench.withRunning(on: store, limits: limits) { bench in
                    try await eventually("it is in flight") { receiver.received.count == 1 }
                    await bench.stop()
                    await bench.ended()
                }
                #expect(
                    try await NotifierBench.scalar(
                        "SELECT tries || ' ' || coalesce(note, 'unrecorded') FROM clapper.deliveries", on: store)
                        == "1 unrecorded")
            }
        }
    }

    @Test("with nothing owed nothing is written: it runs on a database that refuses every write")
    func idle() async throws {
        let name = TestDatabase.current.name
        try await TestDatabase.current.withConnection { connection in
            try await connection.execute(script: "ALTER DATABASE \(name) SET default_transaction_read_only = on")
        }
        try await withStore { store in
            let (logger, log) = NotifierLogCapture.logger()
            var limits = NotifierLimits()
            limits.poll = .milliseconds(1)
            try await NotifierBench.withRunning(on: store, limits: limits, logger: logger) { _ in
                var looks: Set<String> = []
                // The third look begins when the first two have ended, and a failure would have been logged.
                try await eventually("it has looked three times") {
                    if let look = try await NotifierBench.scalar(Self.lastLook, on: store) { looks.insert(look) }
                    return looks.count >= 3
                }
            }
            #expect(log.all.filter { $0.level >= .warning }.isEmpty)
        }
    }

    private static let lastLook = """
        SELECT max(query_start)::text FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid() AND query LIKE '%claim_deliveries%'
        """
}
