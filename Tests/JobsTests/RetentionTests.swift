import Foundation
import Jobs
import PostgreSQL
import TestSupport
import Testing

@Suite("Retention", .migratedDatabase)
struct RetentionTests {
    /// A job of January 2020 that is still in flight, with the partitions of its days and of those after them.
    private func makeOldJob(_ store: JobStore) async throws {
        let script = """
            CREATE TABLE clapper.jobs_p20200106 (LIKE clapper.jobs INCLUDING ALL);
            ALTER TABLE clapper.jobs ATTACH PARTITION clapper.jobs_p20200106
                FOR VALUES FROM ('016f7826-b400-0000-0000-000000000000') TO ('016f9c33-3800-0000-0000-000000000000');
            CREATE TABLE clapper.outcomes_p20200106 (LIKE clapper.outcomes INCLUDING ALL);
            ALTER TABLE clapper.outcomes ATTACH PARTITION clapper.outcomes_p20200106
                FOR VALUES FROM ('016f7826-b400-0000-0000-000000000000') TO ('016f9c33-3800-0000-0000-000000000000');
            CREATE TABLE clapper.outcomes_p20200113 (LIKE clapper.outcomes INCLUDING ALL);
            ALTER TABLE clapper.outcomes ATTACH PARTITION clapper.outcomes_p20200113
                FOR VALUES FROM ('016f9c33-3800-0000-0000-000000000000') TO ('016fc03f-bc00-0000-0000-000000000000');
            CREATE TABLE clapper.events_p20200106 (LIKE clapper.events INCLUDING ALL);
            ALTER TABLE clapper.events ATTACH PARTITION clapper.events_p20200106
                FOR VALUES FROM ('016f7826-b400-0000-0000-000000000000') TO ('016f7d4d-1000-0000-0000-000000000000');
            CREATE TABLE clapper.events_p20200107 (LIKE clapper.events INCLUDING ALL);
            ALTER TABLE clapper.events ATTACH PARTITION clapper.events_p20200107
                FOR VALUES FROM ('016f7d4d-1000-0000-0000-000000000000') TO ('016f8273-6c00-0000-0000-000000000000');
            INSERT INTO clapper.jobs (id, callback_id, kind, request, created_at)
                VALUES ('016f7826-b401-7000-8000-000000000000', 'old', 'video', '{}', '2020-01-06');
            INSERT INTO clapper.open_jobs (id, kind, lane, priority)
                VALUES ('016f7826-b401-7000-8000-000000000000', 'video', 'default', 0);
            INSERT INTO clapper.events (id, job_id, at, source, disposition)
                VALUES ('016f7826-b402-7000-8000-000000000000', '016f7826-b401-7000-8000-000000000000', '2020-01-06',
                        'webhook', 'hint');
            """
        try await store.pool.withConnection { try await $0.execute(script: script) }
    }

    @Test("a job in flight for years keeps its own partitions, the one its outcome goes to among them, and no others")
    func oldJob() async throws {
        try await withStore { store in
            try await makeOldJob(store)
            #expect(
                try await store.dropExpiredPartitions(Retention()) == ["events_p20200107", "outcomes_p20200113"])
            let id = try #require(JobID(parsing: "016f7826-b401-7000-8000-000000000000"))
            #expect(try await store.cancel(id) == .canceled)
            #expect(
                try await store.dropExpiredPartitions(Retention())
                    == ["events_p20200106", "jobs_p20200106", "outcomes_p20200106"])
        }
    }

    @Test("a partition that was detached and could not be dropped is dropped the next time")
    func detached() async throws {
        try await withStore { store in
            try await makeOldJob(store)
            try await store.pool.withConnection { connection in
                try await connection.execute(
                    script: "ALTER TABLE clapper.outcomes DETACH PARTITION clapper.outcomes_p20200113")
            }
            #expect(try await store.dropExpiredPartitions(Retention()).contains("outcomes_p20200113"))
            #expect(try await store.scalar("SELECT to_regclass('clapper.outcomes_p20200113')::text") == nil)
        }
    }
}
