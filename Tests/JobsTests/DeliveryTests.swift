import Foundation
import Jobs
import TestSupport
import Testing

@Suite("Deliveries", .migratedDatabase)
struct DeliveryTests {
    /// One place becomes free at a time, and an origin early in the alphabet always has something due.
    @Test("a receiver with a long backlog does not keep every free place from the others")
    func fair() async throws {
        try await withStore { store in
            try await store.configure(maxRenders: 1000, raiseEvery: .seconds(30))
            for n in 0..<200 { _ = try await store.enqueueOne("a\(n)", notifyURL: "https://a.example.com/") }
            _ = try await store.enqueueOne("z", notifyURL: "https://z.example.com/")
            try await store.renderAll()
            _ = try await store.claimAll(limit: 200)
            _ = try await store.apply((0..<200).map { Verdict.told(.failed, "a\($0)") } + [.told(.failed, "z")])
            var origins: Set<String> = []
            // By chance alone it would be missed once in 2^150 runs.
            for _ in 0..<150 where origins.count < 2 {
                let claimed = try await store.claimDeliveries(limit: 1, perOrigin: 4, busy: [], lease: .seconds(60))
                #expect(claimed.count == 1)
                origins.formUnion(claimed.map(\.origin))
            }
            #expect(origins.contains("https://z.example.com"))
        }
    }
}
