import Clapper
import Foundation
import HeyGenSimulator
import Jobs
import Logging
import Observability
import PostgreSQL
import Synchronization
import TestSupport
import Testing

/// What happens while something else is away.
@Suite("Outages", .migratedDatabase, .timeLimit(.minutes(10)))
struct OutageTests {
    @Test("a key revoked in the middle of a backlog fails no job, alerts once, and all end after it is right again")
    func revokedKey() async throws {
        let alerts = Mutex(0)
        let logger = Logger(label: "test") { _ in
            CountingLogHandler { level in if level == .critical { alerts.withLock { $0 += 1 } } }
        }
        try await Pipeline.run(logger: logger, configure: { $0.apiKey = "test-key" }) { pipeline in
            let ids = try await pipeline.enqueue(60)
            try await eventually("some are bought") { pipeline.simulator.ledger.purchases >= 15 }
            pipeline.simulator.acceptAPIKey("another-key")
            try await eventually("the account stands still") {
                try await pipeline.store.accountStatus().credentialFailedAt != nil
            }
            // Renders go on, their events arrive; then nothing moves any more.
            try await eventually("what renders has ended") {
                try await pipeline.store.list(state: .rendering, kind: nil, before: nil, limit: 1).isEmpty
            }
            let open = try await pipeline.store.list(state: .queued, kind: nil, before: nil, limit: 200)
            #expect(!open.isEmpty)
            pipeline.simulator.acceptAPIKey("test-key")
            let jobs = try await pipeline.ended(ids)
            #expect(jobs.allSatisfy { $0.state == .succeeded && $0.attempt == 1 })
            #expect(pipeline.simulator.ledger.boughtTwice.isEmpty)
        }
        #expect(alerts.withLock { $0 } == 1)
    }
}
