import PostgreSQL
import ServiceLifecycleTestKit
import TestSupport
import Testing

@Suite("A listener", .database)
struct ListenerTests {
    @Test("hears notifications, and says when it is connected again after its session was terminated")
    func listens() async throws {
        let (wakes, continuation) = AsyncStream<PostgreSQLWake>.makeStream()
        var configuration = TestDatabase.current.configuration
        configuration.applicationName = "listener"
        let listener = PostgreSQLListener(
            configuration: configuration, channels: ["news", "Odd \"name\""], logger: TestDatabase.silentLogger
        ) { continuation.yield($0) }
        try await TestDatabase.current.withConnection { connection in
            try await testGracefulShutdown { trigger in
                async let running: Void = listener.run()
                var iterator = wakes.makeAsyncIterator()
                #expect(await iterator.next() == .connected)
                try await connection.execute(script: "SELECT pg_notify('news', 'one'), pg_notify('Odd \"name\"', '')")
                #expect(await iterator.next() == .notification(channel: "news", payload: "one"))
                #expect(await iterator.next() == .notification(channel: "Odd \"name\"", payload: ""))
                try await connection.execute(
                    script: """
                        SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                        WHERE application_name = 'listener' AND datname = current_database()
                        """)
                #expect(await iterator.next() == .connected)
                try await connection.execute(script: "NOTIFY news, 'two'")
                #expect(await iterator.next() == .notification(channel: "news", payload: "two"))
                trigger.triggerGracefulShutdown()
                try await running
            }
        }
    }

    @Test("stops with a CancellationError when its task is cancelled, also while the server is down")
    func cancelled() async throws {
        let configuration = try PostgreSQLConfiguration(url: "postgresql:///x?host=/nowhere&user=me")
        let listener = PostgreSQLListener(
            configuration: configuration, channels: ["news"], logger: TestDatabase.silentLogger
        ) { _ in }
        let task = Task { try await listener.run() }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
    }
}
