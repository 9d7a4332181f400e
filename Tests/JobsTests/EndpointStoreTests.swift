import Jobs
import PostgreSQL
import TestSupport
import Testing

@Suite("Endpoints in the store", .migratedDatabase)
struct EndpointStoreTests {
    private func begin(
        _ store: JobStore, _ purpose: EndpointPurpose = .rotate, of subject: String = "e1", unlessHeld: String? = nil
    ) async throws -> EndpointCall? {
        try await store.begin(purpose, of: subject, unlessHeld: unlessHeld, window: .seconds(60))
    }

    private func store(
        _ store: JobStore, _ secret: UInt8, _ call: EndpointCall, id: String = "e1", finishing: Bool = true
    ) async throws -> Bool {
        try await store.store(
            sealedSecret: [secret], of: id, url: "https://x.test/", entityID: nil, answering: call, finishing: finishing
        )
    }

    @Test("a call that was not finished is taken up with its key; after its answer is stored another one begins")
    func resumed() async throws {
        try await withStore { jobs in
            let first = try #require(try await begin(jobs))
            #expect(!first.isResumed)
            let second = try #require(try await begin(jobs))
            #expect(second.key == first.key)
            #expect(second.isResumed)
            #expect(try await begin(jobs, of: "e2")?.key != first.key)
            #expect(try await store(jobs, 1, first))
            // The answer that somebody else stored already.
            #expect(try await !store(jobs, 2, second))
            #expect(try await jobs.acceptedSecrets().sealed.map(\.bytes) == [[1]])
            let third = try #require(try await begin(jobs))
            #expect(third.key != first.key)
            #expect(!third.isResumed)
        }
    }

    @Test("of processes that begin one call at once all get one key")
    func together() async throws {
        try await withStore(size: 4) { jobs in
            let keys = try await withThrowingTaskGroup(of: String?.self) { group in
                for _ in 0..<8 {
                    group.addTask { try await begin(jobs, .create, of: "body", unlessHeld: "https://x.test/")?.key }
                }
                return try await group.reduce(into: Set<String?>()) { $0.insert($1) }
            }
            #expect(keys.count == 1)
            let call = try #require(try await begin(jobs, .create, of: "body", unlessHeld: "https://x.test/"))
            #expect(try await store(jobs, 1, call))
            // Who looked before that and begins after it must not make a second endpoint.
            #expect(try await begin(jobs, .create, of: "body", unlessHeld: "https://x.test/") == nil)
            #expect(try await begin(jobs, .rotate, of: "e1", unlessHeld: "e1") == nil)
            #expect(try await begin(jobs, .create, of: "body", unlessHeld: "https://y.test/") != nil)
        }
    }

    @Test("every secret that was replaced goes on being accepted, until its time is over")
    func previous() async throws {
        try await withStore { jobs in
            for secret in [1, 2, 3] as [UInt8] {
                let call = try #require(try await begin(jobs))
                #expect(try await store(jobs, secret, call))
            }
            #expect(Set(try await jobs.acceptedSecrets().sealed.map(\.bytes)) == [[1], [2], [3]])
            #expect(try await jobs.endpoints().map(\.sealedSecret) == [[3]])
            _ = try await jobs.scalar(
                """
                UPDATE clapper.endpoint_secrets SET accepted_until = now() - interval '1 s'
                WHERE secret = '\\x01' RETURNING 'x'
                """)
            #expect(Set(try await jobs.acceptedSecrets().sealed.map(\.bytes)) == [[2], [3]])
            try await jobs.retireEndpoint("e1")
            #expect(try await jobs.endpoints().isEmpty)
            #expect(Set(try await jobs.acceptedSecrets().sealed.map(\.bytes)) == [[2], [3]])
        }
    }

    @Test("the window is open to its declared end, as long as the call is unfinished, and shut when HeyGen refused it")
    func window() async throws {
        try await withStore { jobs in
            #expect(try await jobs.acceptedSecrets().openFor == .zero)
            let refused = try #require(try await begin(jobs))
            #expect(try await jobs.acceptedSecrets().openFor > .seconds(3600))
            try await jobs.forget(refused)
            #expect(try await jobs.acceptedSecrets().openFor == .zero)
            let call = try #require(try await begin(jobs))
            #expect(try await jobs.endpoints().isEmpty)
            #expect(try await store(jobs, 1, call))
            let open = try await jobs.acceptedSecrets().openFor
            #expect(open > .seconds(1) && open <= .seconds(60))
            _ = try await jobs.scalar("UPDATE clapper.endpoint_calls SET window_until = now() RETURNING 'x'")
            #expect(try await jobs.acceptedSecrets().openFor == .zero)
        }
    }

    @Test(
        "a call whose key HeyGen may have forgotten is not taken up, unless its secret is stored: then the rest is left"
    )
    func lifetime() async throws {
        try await withStore { jobs in
            let rotation = try #require(try await begin(jobs))
            let replacement = try #require(try await begin(jobs, .replace))
            #expect(try await store(jobs, 1, replacement, id: "e2", finishing: false))
            _ = try await jobs.scalar(
                "UPDATE clapper.endpoint_calls SET begun_at = now() - interval '24 h' RETURNING 'x'")
            #expect(try await begin(jobs)?.key != rotation.key)
            let again = try #require(try await begin(jobs, .replace))
            #expect(again.key == replacement.key)
            #expect(again.endpointID == "e2")
            try await jobs.finish(again)
            #expect(try await begin(jobs, .replace)?.isResumed == false)
        }
    }
}
