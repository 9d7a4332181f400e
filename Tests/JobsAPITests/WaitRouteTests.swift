import HeyGen
import Hummingbird
import HummingbirdTesting
import Jobs
import JobsAPI
import NIOCore
import ServiceLifecycle
import TestSupport
import Testing

@Suite("GET /v1/jobs/{id}/wait", .migratedDatabase)
struct WaitRouteTests {
    @Test("callers that wait for a job are told when it ends")
    func told() async throws {
        try await API.withRunning { api in
            let id = try await api.store.enqueueOne("a")
            try await api.store.renderAll()
            async let first = api.get("/v1/jobs/\(id)/wait?timeout=60")
            async let second = api.get("/v1/jobs/\(id)/wait")
            try await eventually("both wait") { api.waiter.waitingCount == 2 }
            try await api.store.hear(JobStore.succeeded("a", video: "vid_a"))
            api.wakeUps.wake(.completed)
            for answer in [try await first, try await second] {
                #expect(answer.status == 200)
                #expect(answer.state == "succeeded")
            }
            #expect(api.waiter.waitingCount == 0)
        }
    }

    @Test("an ending that no wake-up tells of is found all the same")
    func polled() async throws {
        try await API.withRunning { api in
            let id = try await api.store.enqueueOne()
            async let answer = api.get("/v1/jobs/\(id)/wait?timeout=60")
            try await eventually("it waits") { api.waiter.waitingCount == 1 }
            _ = try await api.store.cancel(id)
            #expect(try await answer.state == "canceled")
        }
    }

    @Test("a job that has ended is answered at once, and one that has not as it stands at the limit")
    func atOnce() async throws {
        try await API.withRunning { api in
            let ended = try await api.store.enqueueOne()
            _ = try await api.store.cancel(ended)
            #expect(try await api.get("/v1/jobs/\(ended)/wait").state == "canceled")
            let queued = try await api.store.enqueueOne()
            #expect(try await api.get("/v1/jobs/\(queued)/wait?timeout=0").state == "queued")
            let answer = try await api.get("/v1/jobs/\(queued)/wait?timeout=1")
            #expect(answer.status == 200)
            #expect(answer.state == "queued")
            #expect(api.waiter.waitingCount == 0)
        }
    }

    @Test("a retried job has no outcome, so it is waited for again")
    func retried() async throws {
        try await API.withRunning { api in
            let id = try await api.store.enqueueOne()
            try await api.store.renderAll()
            try await api.store.failByRead(id)
            #expect(try await api.get("/v1/jobs/\(id)/wait").state == "failed")
            _ = try await api.store.retry(id, after: 1)
            #expect(try await api.get("/v1/jobs/\(id)/wait?timeout=1").state == "queued")
        }
    }

    @Test("only whole seconds from 0 to 60 are taken", arguments: ["61", "-1", "1.5", "x", "", "1s"])
    func wrongTimeout(timeout: String) async throws {
        try await API.withRunning { api in
            let id = try await api.store.enqueueOne()
            let answer = try await api.get("/v1/jobs/\(id)/wait?timeout=\(timeout)")
            #expect(answer.status == 400)
            #expect(answer.field == "timeout")
        }
    }

    @Test("beyond the places there are it is 503 with Retry-After")
    func full() async throws {
        try await API.withRunning(placeLimit: 1) { api in
            let id = try await api.store.enqueueOne()
            async let first = api.get("/v1/jobs/\(id)/wait?timeout=60")
            try await eventually("the first waits") { api.waiter.waitingCount == 1 }
            let second = try await api.get("/v1/jobs/\(id)/wait?timeout=60")
            #expect(second.status == 503)
            #expect(second.headers[.retryAfter] != nil)
            _ = try await api.store.cancel(id)
            #expect(try await first.state == "canceled")
        }
    }

    @Test("a caller that leaves frees its place long before its limit")
    func disconnect() async throws {
        try await API.withRunning { api in
            let id = try await api.store.enqueueOne()
            let caller = TestClient(host: "127.0.0.1", port: try #require(api.client.port))
            caller.connect()
            try await caller.executeAndDontWaitForResponse(
                .init("/v1/jobs/\(id)/wait?timeout=60", method: .get, authority: "localhost"))
            try await eventually("it waits") { api.waiter.waitingCount == 1 }
            try await caller.shutdown()
            try await eventually("its place is free") { api.waiter.waitingCount == 0 }
        }
    }

    @Test("at shutdown whoever waits is answered with the job as it stands")
    func shutdown() async throws {
        try await withStore { store in
            let parts = Parts(store)
            let (ports, running) = AsyncStream<Int>.makeStream()
            let application = parts.application { channel in
                if let port = channel.localAddress?.port { running.yield(port) }
            }
            let group = ServiceGroup(
                configuration: .init(services: [application], logger: TestDatabase.silentLogger))
            let id = try await store.enqueueOne()
            try await withThrowingTaskGroup(of: Void.self) { tasks in
                tasks.addTask { try await group.run() }
                let port = try #require(await ports.first { _ in true })
                let caller = TestClient(host: "127.0.0.1", port: port)
                caller.connect()
                async let answer = caller.execute(
                    .init("/v1/jobs/\(id)/wait?timeout=60", method: .get, authority: "localhost"))
                try await eventually("it waits") { parts.waiter.waitingCount == 1 }
                await group.triggerGracefulShutdown()
                let body = try #require(try await answer.body)
                #expect(try RawJSON(Array(body.readableBytesView))["state"]?.string == "queued")
                try await tasks.waitForAll()
                try await caller.shutdown()
            }
        }
    }
}
