import HeyGen
import Jobs
import Logging

extension EndpointKeeper {
    /// Retires what is held for this URL and HeyGen does not have any more, and notes what it delivers elsewhere by now.
    ///
    /// What it signed stays accepted for the deliveries under way. Safe in any number of processes: what is stored is read
    /// before HeyGen's list, so that one registered in between is not missed there.
    func forgetLost(at url: String) async throws {
        guard try await !lost(at: url).isEmpty else { return }
        // A list of pages may miss one while others go, and a list may lag: what is lost is missed twice.
        try await pause(Self.settleTime)
        for (endpoint, there) in try await lost(at: url) {
            if let there {
                try await store.moveEndpoint(endpoint.id, to: there.url)
            } else if try await store.retireEndpoint(endpoint.id) {
                logger.warning(
                    "HeyGen does not have an endpoint of ours any more",
                    metadata: ["endpoint": "\(endpoint.id)", "url": "\(url)"])
            }
        }
    }

    /// What is held for this URL and is not there at HeyGen, with where else it is.
    private func lost(at url: String) async throws -> [(StoredEndpoint, Endpoint?)] {
        let held = try await store.endpoints().filter { $0.url == url }
        if held.isEmpty { return [] }
        let there = Dictionary(try await all().map { ($0.id, $0) }) { first, _ in first }
        return held.map { ($0, there[$0.id]) }.filter { $0.1?.url != url }
    }
}
