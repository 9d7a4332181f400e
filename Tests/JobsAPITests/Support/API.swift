import Endpoints
import HTTPTypes
import HeyGen
import Hummingbird
import HummingbirdTesting
import Jobs
import JobsAPI
import NIOCore
import Problems
import TestSupport

/// The routes on a real server with the database of the test.
struct API: Sendable {
    let store: JobStore
    let waiter: CompletionWaiter
    let wakeUps: WakeUps
    let client: any TestClientProtocol

    struct Answer: Sendable {
        let status: Int
        let headers: HTTPFields
        let body: [UInt8]

        var json: RawJSON? { try? RawJSON(body) }
        var detail: String? { json?["detail"]?.string }
        var field: String? { json?["field"]?.string }
        var state: String? { json?["state"]?.string }
        var id: JobID? { (json?["id"]?.string).flatMap { JobID(parsing: $0) } }
        /// The elements of `data`.
        var data: [RawJSON] { json?["data"]?.elements ?? [] }
    }

    /// - Parameter followsRedirects: off to see where a caller is sent to; one exchange at a time then.
    static func withRunning(
        access: APIAccess = .open, notifyRefusal: String? = nil, callbackRefusal: String? = nil, placeLimit: Int = 100,
        endpoints: @Sendable (JobStore) -> EndpointKeeper? = { _ in nil },
        linkReader: LinkReader? = nil, followsRedirects: Bool = true,
        _ body: @escaping @Sendable (API) async throws -> Void
    ) async throws {
        try await withStore { store in
            let parts = Parts(
                store, access: access, notifyRefusal: notifyRefusal, callbackRefusal: callbackRefusal,
                placeLimit: placeLimit, endpoints: endpoints(store), linkReader: linkReader)
            try await parts.application().test(followsRedirects ? .ahc(.http) : .live) { client in
                try await body(API(store: store, waiter: parts.waiter, wakeUps: parts.wakeUps, client: client))
            }
        }
    }

    func get(_ path: String, headers: HTTPFields = [:]) async throws -> Answer {
        try await call(.get, path, nil, headers: headers)
    }

    func post(_ path: String, _ body: String? = nil, headers: HTTPFields = [:]) async throws -> Answer {
        try await call(.post, path, body.map { Array($0.utf8) }, headers: headers)
    }

    /// One exchange; a body goes as `application/json` unless `headers` say otherwise.
    func call(
        _ method: HTTPRequest.Method, _ path: String, _ body: [UInt8]?, headers: HTTPFields = [:]
    ) async throws -> Answer {
        var all = headers
        if body != nil, all[.contentType] == nil { all[.contentType] = "application/json" }
        let response = try await client.execute(
            uri: path, method: method, headers: all, body: body.map { ByteBuffer(bytes: $0) })
        return Answer(
            status: response.status.code, headers: response.headers, body: Array(response.body.readableBytesView))
    }

    /// How many jobs there are.
    func jobs() async throws -> Int { try await store.count("jobs") }
}
