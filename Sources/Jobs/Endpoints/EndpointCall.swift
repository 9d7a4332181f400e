import PostgreSQL

/// A call that makes HeyGen change a secret, committed before it is sent.
package struct EndpointCall: Sendable, Hashable {
    /// The idempotency key: to it alone HeyGen tells the secret again.
    package let key: String
    /// Whose secret was answered and stored already; nil if none was.
    package let endpointID: String?
    /// Whether it was begun before, here or in another process.
    package let isResumed: Bool

    init(_ row: PostgreSQLRow) throws {
        key = try row.decode("key")
        endpointID = try row.decode("endpoint_id")
        isResumed = try row.decode("resumed")
    }
}
